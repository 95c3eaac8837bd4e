import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Annotated } from "../door.js";
import { run } from "../run.js";
import { fakeDoor } from "../testing/fake-door.js";
import { fakeIo } from "../testing/fake-io.js";

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "irql-annotate-")));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const BEFORE = "a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\ni\r\nj\r\nk\r\n";
const AFTER = BEFORE.replace("b\r\n", "// @tag\r\nb\r\n").replace("k\r\n", "/** text\r\n * @tag */\r\nk\r\n");

const result = (before = BEFORE): Annotated => ({
  files: [{ file: join(cwd, "a.ts"), before, after: AFTER }],
  functions: 2,
  leftOut: [{ reason: "it does not begin a line", count: 1 }],
});

const irql = async (line: string, annotated: Annotated): Promise<{ code: number; stdout: string; stderr: string }> => {
  const io = fakeIo({ cwd });
  const code = await run(() => Promise.resolve(fakeDoor({ annotated })), line.split(" "), io, "1.2.3");
  return { code, ...io.written };
};

const content = (): string => readFileSync(join(cwd, "a.ts"), "utf8");

describe("irql annotate", () => {
  it.each(["", "\uFEFF"])("writes the files, and says how many (%j)", async (mark) => {
    writeFileSync(join(cwd, "a.ts"), mark + BEFORE);
    expect(await irql("annotate", result())).toEqual({
      code: 0,
      stdout: "",
      stderr: "2 functions annotated in 1 file\nleft out: 1 function: it does not begin a line\n",
    });
    expect(content()).toBe(mark + AFTER);
  });

  it("shows the change and writes nothing", async () => {
    writeFileSync(join(cwd, "a.ts"), BEFORE);
    const { code, stdout, stderr } = await irql("annotate --dry-run", result());
    expect({ code, stderr: stderr.split("\n")[0] }).toEqual({ code: 0, stderr: "2 functions to annotate in 1 file" });
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      --- a/a.ts
      +++ b/a.ts
      @@ -1,4 +1,5 @@
       a
      +// @tag
       b
       c
       d
      @@ -8,4 +9,6 @@
       h
       i
       j
      +/** text
      + * @tag */
       k
      "
    `);
    expect(content()).toBe(BEFORE);
  });

  it("checks, and writes nothing", async () => {
    writeFileSync(join(cwd, "a.ts"), BEFORE);
    expect((await irql("annotate --check", result())).code).toBe(1);
    expect((await irql("annotate --check", { files: [], functions: 0, leftOut: [] })).code).toBe(0);
    expect(content()).toBe(BEFORE);
  });

  it("refuses a file that is not what was read", async () => {
    writeFileSync(join(cwd, "a.ts"), BEFORE, "utf16le");
    const { code, stderr } = await irql("annotate", result());
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "irql: `a.ts` has just changed; run again\n",
    });
  });
});
