import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";
import { UsageError } from "../usage-error.js";

/** First and last line, both included. */
export type Lines = readonly [first: number, last: number];

/** Changed lines by file, relative to the working directory with `/`. */
export type ChangedLines = ReadonlyMap<string, readonly Lines[]>;

const EVERYTHING: Lines = [1, Infinity];

const MAX_OUTPUT = 1 << 30;

const git = (cwd: string, ...argv: readonly string[]): string => {
  try {
    return execFileSync("git", ["-c", "core.quotePath=false", ...argv], {
      cwd,
      encoding: "utf8",
      maxBuffer: MAX_OUTPUT,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    throw new UsageError(`\`--since\` cannot ask git: ${reasonOf(error)}`);
  }
};

const reasonOf = (error: unknown): string => {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n")[0] : "";
  if (said !== undefined && said !== "") return said.replace(/^fatal: /, "").replace(/\.$/, "");
  return error instanceof Error && "code" in error ? `git cannot be run (${String(error.code)})` : "git cannot be run";
};

/** A name with characters that git escapes stands between quotes, as in C. */
const unquoted = (name: string): string =>
  name.startsWith('"')
    ? name
        .slice(1, -1)
        .replace(
          /\\([abfnrtv"\\]|[0-7]{3})/g,
          (_, code: string) => ESCAPES[code] ?? String.fromCharCode(parseInt(code, 8)),
        )
    : name;

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  '"': '"',
  "\\": "\\",
};

/** Where lines were only taken away, the two beside the gap count. */
const linesOf = (start: number, count: number): Lines =>
  count === 0 ? [start, start + 1] : [start, start + count - 1];

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Of a diff without context: the lines of the new files. */
export const linesInDiff = (diff: string): ReadonlyMap<string, readonly Lines[]> => {
  const files = new Map<string, Lines[]>();
  let inFile: Lines[] = [];
  /** Lines of a hunk's text, which may look like anything. */
  let text = 0;
  for (const line of diff.split("\n")) {
    const [, name] = /^\+\+\+ (.*?)\t?$/.exec(line) ?? [];
    const [, old = "1", start, count = "1"] = HUNK.exec(line) ?? [];
    if (text > 0 && /^[+-]/.test(line)) text -= 1;
    else if (name !== undefined) files.set(unquoted(name), (inFile = []));
    else if (start !== undefined) {
      inFile.push(linesOf(Number(start), Number(count)));
      text = Number(old) + Number(count);
    }
  }
  return files;
};

/** What differs from a revision in the working tree, files that git does not know yet included. @throws UsageError */
export const changedSince = (revision: string, cwd: string): ChangedLines => {
  const root = git(cwd, "rev-parse", "--show-toplevel").replace(/\n$/, "");
  const options = ["--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", "--find-renames"];
  const diff = git(cwd, "diff", ...options, "--end-of-options", revision, "--");
  const others = git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0");
  const here = (name: string): string => relative(cwd, join(root, name)).replaceAll("\\", "/");
  return new Map([
    ...[...linesInDiff(diff)].map(([name, lines]) => [here(name), lines] as const),
    ...others.filter((name) => name !== "").map((name) => [here(name), [EVERYTHING]] as const),
  ]);
};
