// `irql/runtime/verifier`: imported before `irql/runtime`, it makes this worker run the verifier build.
// Takes: nothing. Gives: the build's error, its options and its counts. Promises: every misuse that a run shows stops all
// workers of the machine with a report. Leaves out: mistakes that a run does not show (`irql check` finds those).
import { chooseBuild } from "../build.js";
import { verifiedBuild } from "./verified-build.js";

export { BugCheck } from "./bug-check.js";
export { configureVerifier, type VerifierOptions } from "./options.js";
export { allStatistics, statisticsOf, uncheckedOrders, type LockStatistics } from "./statistics.js";

chooseBuild(verifiedBuild);
