import { builtinRules } from "eslint/use-at-your-own-risk";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const countCode = { skipBlankLines: true, skipComments: true };

/** ESLint knows one severity per rule; a second name for `max-lines` gives a warning before the error. */
const size = { rules: { "prefer-short-file": builtinRules.get("max-lines") } };

const noDefaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "export by name, so that a thing is called the same wherever it is used",
};

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "**/build/",
    "**/coverage/",
    // Code under analysis: mistakes and odd styles are its purpose. `npm run typecheck` still covers it.
    "fixtures/rules/",
    "fixtures/settled/",
    "fixtures/constructs/",
    "fixtures/styles/",
    "fixtures/drivers/",
    "fixtures/fuzz/kept/",
    // Printed from the machines in runtime/algorithms; a test checks that it is what they give.
    "**/*.generated.ts",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },
  {
    name: "irql/typescript",
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { size },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/strict-boolean-expressions": [
        "error",
        { allowNullableBoolean: true, allowNumber: true, allowString: true, allowNullableString: false },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      complexity: ["warn", { max: 12, variant: "modified" }],
      eqeqeq: "error",
      "max-depth": ["warn", 4],
      "max-lines": ["error", { max: 300, ...countCode }],
      "max-lines-per-function": ["warn", { max: 50, ...countCode }],
      "max-params": ["warn", 6],
      "no-console": "error",
      "no-restricted-syntax": ["error", noDefaultExport],
      "size/prefer-short-file": ["warn", { max: 200, ...countCode }],
    },
  },
  {
    name: "irql/tables",
    files: ["runtime/role-types.ts", "**/*.table.ts", "**/*-table.ts", "**/table.ts", "**/tables/**/*.ts"],
    rules: { "max-lines": "off", "size/prefer-short-file": "off" },
  },
  {
    name: "irql/callback-types",
    files: ["runtime/driver-roles.ts"],
    // A callback that returns a status in C may return nothing in TypeScript; only `| void` says so.
    rules: { "@typescript-eslint/no-invalid-void-type": "off" },
  },
  {
    name: "irql/tests",
    files: ["**/*.test.ts", "**/testing/**/*.ts"],
    rules: { "max-lines-per-function": "off", "size/prefer-short-file": "off" },
  },
  {
    name: "irql/rules-see-no-syntax",
    files: ["rules/**/*.ts"],
    ignores: ["rules/eslint/**", "**/*.test.ts"],
    rules: {
      // dependency-cruiser sees modules; this sees the one name of an allowed module that would let syntax in.
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "analyzer/(load|lower)/",
              importNames: ["ts", "Node", "SyntaxKind"],
              message: "rules read operations and states; syntax ends at `analyzer/lower`",
            },
          ],
        },
      ],
    },
  },
  {
    name: "irql/default-exports-by-convention",
    files: ["rules/eslint/index.ts", "*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    name: "irql/scripts",
    files: ["**/*.js", "**/*.mjs"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: { eqeqeq: "error", "max-lines": ["error", { max: 300, ...countCode }] },
  },
);
