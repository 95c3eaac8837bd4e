import { defineConfig } from "vitest/config";
import { LongestFirst } from "./vitest.sequencer.js";

export default defineConfig({
  test: {
    // Vitest would leave one of two cores idle: its own thread does next to nothing.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    setupFiles: "./vitest.setup.ts",
    // Only a hang takes so long: on a machine with ten others at work, the longest test takes minutes.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: "analysis",
          include: ["{analyzer,rules,cli,fixtures,scripts}/**/*.test.ts"],
          // A process of its own for each file would load the compiler, and warm it up, ninety times.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "runtime",
          // Each file has a worker's state of its own, and its own build: free or verifier.
          include: ["runtime/**/*.test.ts"],
          globalSetup: "runtime/testing/bundle-workers.ts",
        },
      },
    ],
  },
});
