// `irql/runtime` where a host has an environment (Node, Bun, Deno): `IRQL_VERIFIER=1` chooses the verifier build there.
import "./verifier/by-environment.js";

export * from "./index.js";
