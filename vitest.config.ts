import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{runtime,analyzer,rules,cli,fixtures,scripts}/**/*.test.ts"],
    // Vitest would leave one of two cores idle: its own thread does next to nothing.
    maxWorkers: "100%",
    // Many tests open a compiler or start workers; on two busy cores that takes seconds, and a hang takes for ever.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
