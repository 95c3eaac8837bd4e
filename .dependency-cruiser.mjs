/**
 * The house, as rules: `cli → rules → analyzer`, `runtime` beside them, and inside the analyzer stages that look left.
 * A rule's comment says what would be lost without it.
 */

const STAGES = ["load", "model", "lower", "connect", "solve", "summarize", "check", "explain"];
const NOUNS = "^analyzer/(ir|domain|contract|finding|snapshot)/";
const TESTS = "(\\.test\\.ts$|/testing/)";
const COMPILER = "node_modules/(ts-morph|@ts-morph|typescript|typescript-7|@typescript)/";
const ESLINT = "node_modules/(eslint|@eslint|typescript-eslint|@typescript-eslint)/";

const stagesLookLeft = STAGES.slice(0, -1).map((stage, index) => ({
  name: `${stage}-looks-left`,
  comment:
    `${stage} comes before ${STAGES.slice(index + 1).join(", ")}: a stage that knew what becomes of its result could not be ` +
    "tested, cached or replaced alone, and the pipeline would no longer read as one sentence.",
  severity: "error",
  from: { path: `^analyzer/${stage}/`, pathNot: TESTS },
  to: { path: `^analyzer/(${STAGES.slice(index + 1).join("|")})/` },
}));

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "modules in a cycle can only be understood, tested and moved together.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "nothing-unresolved",
      comment: "an import that cannot be resolved is a dependency that no rule here can judge.",
      severity: "error",
      from: { pathNot: "^fixtures/" },
      to: { couldNotResolve: true, pathNot: "^irql(/|$)" },
    },
    {
      name: "no-orphans",
      comment: "a module that nobody imports and that imports nobody is left over.",
      severity: "error",
      from: { orphan: true, pathNot: [TESTS, "^(fixtures|scripts)/", "\\.d\\.ts$"] },
      to: {},
    },
    {
      name: "runtime-stands-alone",
      comment:
        "people ship the runtime in their workers; whatever it imports they would ship too, a compiler included.",
      severity: "error",
      from: { path: "^runtime/" },
      to: { path: "^(analyzer|rules|cli|fixtures|scripts)/" },
    },
    {
      name: "runtime-needs-nothing",
      comment:
        "the runtime's core is Atomics on shared memory and must load in a browser's worker: no package, no Node module.",
      severity: "error",
      from: { path: "^runtime/", pathNot: [TESTS, "^runtime/node/", "\\.bench\\.ts$"] },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "analyzer-knows-no-one",
      comment:
        "the analyzer says what is true of a program; what is reported (rules) and to whom (cli, ESLint) is not its concern.",
      severity: "error",
      from: { path: "^analyzer/" },
      to: { path: ["^(rules|cli|runtime|fixtures|scripts)/", ESLINT, "node_modules/commander/"] },
    },
    {
      name: "rules-know-no-cli",
      comment: "the same rules serve the terminal and the editor, so they may know neither.",
      severity: "error",
      from: { path: "^rules/", pathNot: TESTS },
      to: { path: ["^(cli|runtime|scripts)/", "node_modules/commander/"] },
    },
    {
      name: "only-load-and-lower-see-the-compiler",
      comment:
        "summaries serialise, later stages are tested without a compiler, and another frontend (TypeScript's native successor, C) is " +
        "one more lower/: all of it ends when syntax leaks out of these two folders. Types count as well.",
      severity: "error",
      from: { path: "^(analyzer|rules|cli|runtime)/", pathNot: [TESTS, "^analyzer/(load|lower)/"] },
      to: { path: COMPILER, pathNot: "node_modules/@typescript-eslint/" },
    },
    {
      name: "only-the-plugin-sees-eslint",
      comment:
        "rules see operations and states; ESLint is one of two adapters and an optional peer that the CLI runs without.",
      severity: "error",
      from: { path: "^(analyzer|rules|cli|runtime)/", pathNot: [TESTS, "^rules/eslint/"] },
      to: { path: ESLINT },
    },
    {
      name: "the-plugin-uses-the-front-door",
      comment:
        "the ESLint plugin is a thin adapter: what it needs from the analyzer is what any other host would need, and comes through rules/.",
      severity: "error",
      from: { path: "^rules/eslint/", pathNot: TESTS },
      to: { path: "^analyzer/", pathNot: "^analyzer/finding/" },
    },
    {
      name: "nobody-imports-the-plugin",
      comment: "importing it from elsewhere would make ESLint a dependency of `irql` itself.",
      severity: "error",
      from: { path: "^(analyzer|rules|cli|runtime)/", pathNot: [TESTS, "^rules/eslint/"] },
      to: { path: "^rules/eslint/" },
    },
    {
      name: "cli-uses-one-door",
      comment:
        "whatever the command line can do a program that imports `irql` can do too; the vocabulary of findings is shared.",
      severity: "error",
      from: { path: "^cli/", pathNot: TESTS },
      to: { path: "^analyzer/", pathNot: "^analyzer/finding/" },
    },
    {
      name: "cli-uses-one-door-to-rules",
      comment: "the same door: values come from rules/index.ts; names of types may come from where they are declared.",
      severity: "error",
      from: { path: "^cli/", pathNot: TESTS },
      to: { path: "^rules/", pathNot: "^rules/index\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "cli-and-runtime-are-strangers",
      comment: "the verifier judges uses of the runtime; it never runs one.",
      severity: "error",
      from: { path: "^cli/", pathNot: TESTS },
      to: { path: "^(runtime|fixtures|scripts)/" },
    },
    {
      name: "reporters-are-pure",
      comment:
        "a reporter turns a report into text; commands write it. So every format is tested on strings and can go to any stream.",
      severity: "error",
      from: { path: "^cli/report/", pathNot: TESTS },
      to: { path: "^(node:)?(fs|fs/promises|process|child_process|os|worker_threads)$|^cli/commands/" },
    },
    {
      name: "only-tests-use-fixtures",
      comment: "a fixture that the product needs would no longer be free to be wrong.",
      severity: "error",
      from: { path: "^(analyzer|rules|cli|runtime)/", pathNot: TESTS },
      to: { path: "^fixtures/" },
    },
    {
      name: "only-tests-use-tests",
      comment: "test helpers are not in the package: importing one would break only for users.",
      severity: "error",
      from: { path: "^(analyzer|rules|cli|runtime)/", pathNot: [TESTS, "\\.bench\\.ts$"] },
      to: { path: TESTS },
    },
    {
      name: "nouns-import-only-nouns",
      comment:
        "data that knew the stages working on it would drag all of them along wherever it goes: into a cache, a worker, a test.",
      severity: "error",
      from: { path: NOUNS, pathNot: TESTS },
      to: { path: "^(analyzer|rules|cli|runtime)/", pathNot: NOUNS },
    },
    {
      name: "domain-and-ir-are-plain-data",
      comment: "they must load anywhere: a worker thread, an editor, a browser.",
      severity: "error",
      from: { path: "^analyzer/(ir|domain)/", pathNot: TESTS },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "npm-unknown"] },
    },
    ...stagesLookLeft,
    {
      name: "stages-do-not-know-the-pipeline",
      comment:
        "the pipeline is the sentence and stages are its verbs; a verb that knew its sentence could be used in no other.",
      severity: "error",
      from: { path: `^analyzer/(${STAGES.join("|")})/`, pathNot: TESTS },
      to: { path: "^analyzer/[^/]+\\.ts$" },
    },
    {
      name: "runtime-dependencies-are-declared",
      comment: "what the package imports must be installed with it.",
      severity: "error",
      from: { path: "^(analyzer|rules|cli|runtime)/", pathNot: [TESTS, "\\.bench\\.ts$", "^rules/eslint/"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: COMPILER },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|fixtures/.*/(dist|build))/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "node", "default"] },
  },
};
