// The runtime in the verifier build, as a browser chooses it.
import "../../dist/runtime/verifier/index.js";

export * from "../../dist/runtime/index.js";
