// The benchmark of locks runs and prints every goal and every lock; nothing here looks at a time.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const script = (name: string): string => join(import.meta.dirname, name);
const runtime = pathToFileURL(join(import.meta.dirname, "../dist/runtime/index.js")).href;

const node = (file: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, ["--no-warnings", script(file), ...args], { encoding: "utf8" });

/** Contends for one lock of these sources, for real. */
const contend = (acquire: string, release: string) =>
  node(
    "bench/locks/measure.mjs",
    "contended",
    JSON.stringify({
      runtime,
      workers: [4],
      rounds: 1,
      window: 200,
      tries: 1,
      packages: {},
      subjects: [{ id: "tried", title: "tried", setup: "const word = new Int32Array(own);", acquire, release }],
    }),
  );

describe("bench:locks", () => {
  it("measures every topic and shows each goal with what was reached", () => {
    const { status, stdout, stderr } = node("bench-locks.mjs", "--quick");
    expect(status, stderr).toBe(0);
    for (const goal of ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12"])
      expect(stdout).toMatch(new RegExp(`^\\| ${goal} +\\|`, "m"));
    expect(stdout).toMatch(/WebAssembly on V8 ≤ 0.85 +\| \d+\.\d\d +\| (?:yes|no)/);
    expect(stdout).toMatch(/^\| `KSPIN_LOCK`, WebAssembly +\| [\d.]+ \/ 1.00 +\|/m);
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("fails where a lock lets two workers in", () => {
    const broken = contend("", "");
    expect(broken.status).not.toBe(0);
    expect(broken.stderr).toContain("lost updates");
    const sound = contend("while (Atomics.compareExchange(word, 0, 0, 1) !== 0);", "Atomics.store(word, 0, 0);");
    expect(sound.status, sound.stderr).toBe(0);
  });

  it.each([
    [["--only", "nothing"], "unknown topic `nothing`"],
    [["--engine", "rhino"], "unknown engine `rhino`"],
    [["--quick", "--write"], "whole runs only"],
    [["--fast"], "Unknown option '--fast'"],
  ])("refuses %j in one line", (args, reason) => {
    const { status, stderr } = node("bench-locks.mjs", ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
