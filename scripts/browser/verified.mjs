// The runtime in the verifier build, as a browser chooses it.
import { configureVerifier } from "../../dist/runtime/verifier/index.js";

// On a busy machine a holder may stand still for longer than the second that is the default.
configureVerifier({ hold: 60_000 });

export * from "../../dist/runtime/index.js";
