import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { openDisk } from "../analyzer/load/disk.js";
import { recordFileSystem } from "../analyzer/load/recorded-file-system.js";
import { CHANGES, cachedProject } from "./testing/cached-project.js";
import { watchReads } from "./testing/watch-reads.js";
import { newSession, verifyIn } from "./verify-anew.js";
import { verify, type VerifyOptions } from "./verify.js";

const optionsIn = (cwd: string): VerifyOptions => ({
  cwd,
  preset: "all",
  contracts: ["contracts.d.ts"],
  reportUnresolved: true,
});

const settled = ({ summary: { durationMs: _, ...summary }, ...report }: Report): unknown => ({ ...report, summary });

/** The report, or what was thrown in its place; and what came of the cache. */
const outcome = async (options: VerifyOptions): Promise<{ readonly result: unknown; readonly cache: string }> => {
  let cache = "";
  const onCache = (what: string): void => {
    cache = what;
  };
  try {
    return { result: settled(await verify({ ...options, onCache })), cache };
  } catch (error) {
    return { result: String(error), cache };
  }
};

const HIT = "the report came from it";
const KEPT = /^kept; /;

const REPORT = ".irql-report.json";
const FUNCTIONS = ".irql-functions";

const entriesOf = (folder: string, ending = REPORT): readonly string[] => {
  const cache = join(folder, "node_modules/.cache/irql");
  return readdirSync(cache)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(cache, name));
};

/** More on demand: `IRQL_EDITS=500 npx vitest run rules/verify-cached.test.ts`. */
const editCount = Number(process.env.IRQL_EDITS ?? 12);
const timeout = 60_000 + editCount * 10_000;

/** What the cache gives is what a new run gives; asked again it gives it without one. */
const sameAsAnew = async (options: VerifyOptions, what: string): Promise<void> => {
  const anew = await outcome(options);
  const cached = await outcome({ ...options, cache: true });
  expect(cached.result, what).toEqual(anew.result);
  const again = await outcome({ ...options, cache: true });
  expect(again.result, what).toEqual(anew.result);
  if (typeof anew.result !== "string") expect(again.cache, what).toBe(HIT);
};

describe("a report that is kept", () => {
  it.each([
    ["a project", "nothing", {}],
    ["a project that names its files one by one", "nameFiles", {}],
    ["paths", "nothing", { paths: ["src/**/*.ts", "!src/lib/**", "part"] }],
  ] as const)(
    "is that of a new run, whatever changes in %s",
    async (_, first, paths) => {
      const names = fc.array(fc.constantFrom(...Object.keys(CHANGES)), { minLength: editCount, maxLength: editCount });
      await fc.assert(
        fc.asyncProperty(names, async (changes) => {
          const folder = cachedProject();
          CHANGES[first]?.(folder);
          const options = { ...optionsIn(folder), ...paths };
          await sameAsAnew(options, "at first");
          for (const [index, name] of changes.entries()) {
            CHANGES[name]?.(folder);
            await sameAsAnew(options, `after ${changes.slice(0, index + 1).join(", ")} in ${folder}`);
          }
        }),
        { numRuns: 1, endOnFailure: true },
      );
    },
    timeout,
  );

  it("is another one for other options, and another again where contracts are named or not", async () => {
    const options = optionsIn(cachedProject());
    for (const other of [{}, { preset: "recommended" }, { contracts: [] }, { reportUnresolved: false }] as const) {
      await sameAsAnew({ ...options, ...other }, JSON.stringify(other));
    }
  });

  it("is not given for a file that got its size and its times back", async () => {
    const folder = cachedProject();
    const options = { ...optionsIn(folder), cache: true };
    const file = join(folder, "src/main.ts");
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(file, long, long);
    await outcome(options);
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("KeReleaseSpinLock(lock, oldIrql)", "KeReleaseSpinLock(lock, otherOne)"),
    );
    writeFileSync(file, readFileSync(file, "utf8").replace("otherOne", "oldIrqx"));
    utimesSync(file, long, long);
    expect((await outcome(options)).cache).toMatch(KEPT);
  });
});

const damages: Readonly<Record<string, (entry: string) => void>> = {
  empty: (entry) => {
    truncateSync(entry);
  },
  "cut off": (entry) => {
    truncateSync(entry, Math.floor(readFileSync(entry).length / 2));
  },
  "changed by others": (entry) => {
    const text = readFileSync(entry, "latin1");
    writeFileSync(
      entry,
      text.replace(/"findings":\[|"strings":\[/, (found) => `${found}"",`),
      "latin1",
    );
  },
  "no file": (entry) => {
    rmSync(entry);
    mkdirSync(entry);
  },
};

describe("what was found in functions", () => {
  const CAME = /, (\d+) of (\d+) functions came from it$/;

  it("is that of all that a change does not reach", async () => {
    const folder = cachedProject();
    const options = { ...optionsIn(folder), cache: true };
    await outcome(options);
    CHANGES.sameSize?.(folder);
    const [, known, all] = CAME.exec((await outcome(options)).cache)?.map(Number) ?? [];
    expect(known).toBe((all ?? 0) - 1);
    expect(entriesOf(folder, FUNCTIONS)).toHaveLength(1);
  });

  it("serves other rules, too", async () => {
    const folder = cachedProject();
    await outcome({ ...optionsIn(folder), cache: true, preset: "recommended" });
    const { cache } = await outcome({ ...optionsIn(folder), cache: true, preset: "all" });
    expect(cache).toMatch(CAME);
  });

  it.each(Object.keys(damages))("is found anew where its file is %s", async (name) => {
    const folder = cachedProject();
    const options = { ...optionsIn(folder), cache: true };
    await outcome(options);
    damages[name]?.(entriesOf(folder, FUNCTIONS)[0] ?? "");
    CHANGES.sameSize?.(folder);
    const { result, cache } = await outcome(options);
    expect(result).toEqual((await outcome(optionsIn(folder))).result);
    const isWritten = name !== "no file";
    expect(cache).toBe(isWritten ? "kept; files changed" : "kept, without what was found in functions; files changed");
  });
});

describe("entries of the cache", () => {
  it.each(Object.keys(damages))("are not used where they are %s", async (name) => {
    const folder = cachedProject();
    const options = { ...optionsIn(folder), cache: true };
    const { result } = await outcome(options);
    const [entry] = entriesOf(folder);
    damages[name]?.(entry ?? "");
    const again = await outcome(options);
    expect(again.result).toEqual(result);
    expect(again.cache).toMatch(/an entry that cannot be read|its folder cannot be written/);
  });

  it("are written whole or not at all by runs at the same time", async () => {
    const folder = cachedProject();
    const options = { ...optionsIn(folder), cache: true };
    const all = await Promise.all([1, 2, 3].map(async () => outcome(options)));
    for (const { result } of all) expect(result).toEqual(all[0]?.result);
    expect(entriesOf(folder)).toHaveLength(1);
    expect((await outcome(options)).cache).toBe(HIT);
  });

  it("do without a folder that cannot be made", async () => {
    const folder = cachedProject();
    const { result } = await outcome(optionsIn(folder));
    const blocked = await outcome({ ...optionsIn(folder), cache: join(folder, "package.json") });
    expect(blocked).toEqual({ result, cache: "its folder cannot be used" });
  });

  it("are few: the oldest go", async () => {
    const folder = cachedProject();
    await outcome({ ...optionsIn(folder), cache: true });
    const [first = ""] = entriesOf(folder);
    const old = new Date(0);
    for (let index = 0; index < 40; index += 1) {
      const file = join(dirname(first), `${String(index)}${REPORT}`);
      writeFileSync(file, "");
      utimesSync(file, old, old);
    }
    await outcome({ ...optionsIn(folder), preset: "strict", cache: true });
    expect(entriesOf(folder)).toHaveLength(32);
    expect(entriesOf(folder)).toContain(first);
  });
});

describe("what a run asks of the disk", () => {
  it.each([{}, { paths: ["src/**/*.ts", "part", "src/main.ts"] }, { projects: ["part"] }])(
    "is recorded: %j",
    (paths) => {
      const folder = cachedProject();
      CHANGES.link?.(folder);
      const recording = recordFileSystem();
      const calls = watchReads(folder, () => {
        verifyIn(newSession(), { ...optionsIn(folder), ...paths }, openDisk(recording.system));
      });
      const questions = recording.questions() ?? [];
      const asked = (...asks: readonly string[]): ReadonlySet<string> =>
        new Set(questions.filter(({ ask }) => asks.includes(ask)).map(({ path }) => path.replace(/\/$/, "")));
      const listed = new Set([...asked("list"), ...[...asked("kind")].map((path) => dirname(path))]);
      const [read, stat, realpath] = [asked("read"), asked("stat"), asked("realpath")];
      const isRecorded: Readonly<Record<string, (path: string) => boolean>> = {
        readFileSync: (path) => read.has(path),
        openSync: (path) => read.has(path),
        readdirSync: (path) => listed.has(path),
        statSync: (path) => stat.has(path) || read.has(path) || listed.has(dirname(path)),
        realpathSync: (path) => realpath.has(path),
      };
      expect(calls.filter(({ name, path }) => isRecorded[name]?.(path) !== true)).toEqual([]);
      expect(calls.length).toBeGreaterThan(10);
    },
  );
});
