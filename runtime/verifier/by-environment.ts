// Chooses the verifier build where the environment variable `IRQL_VERIFIER` asks for it.
import { chooseBuild } from "../build.js";
import { configureVerifier, parseOptions } from "./options.js";
import { verifiedBuild } from "./verified-build.js";

interface Host {
  readonly env?: { readonly IRQL_VERIFIER?: string };
}

const wanted = parseOptions((globalThis as { readonly process?: Host }).process?.env?.IRQL_VERIFIER);

if (wanted !== undefined) {
  configureVerifier(wanted);
  chooseBuild(verifiedBuild);
}
