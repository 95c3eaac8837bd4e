import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sources, sourcesIn } from "./source-text.js";

let cwd = "";
let sources: Sources = () => undefined;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "irql-source-"));
  sources = sourcesIn(cwd);
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const TEXT = "größe\r\n名前";

it.each([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16, little end first", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
  ["UTF-16, big end first", Buffer.from(`\ufeff${TEXT}`, "utf16le").swap16()],
])("reads %s", (name, bytes) => {
  writeFileSync(join(cwd, name), bytes);
  expect(sources(name)).toEqual(["größe", "名前"]);
});

it("has no lines of a file that is missing or a folder", () => {
  expect(sources("gone.ts")).toBeUndefined();
  expect(sources(".")).toBeUndefined();
});

it("reads a file once", () => {
  writeFileSync(join(cwd, "once.ts"), "first");
  expect(sources("once.ts")).toEqual(["first"]);
  writeFileSync(join(cwd, "once.ts"), "second");
  expect(sources("once.ts")).toEqual(["first"]);
});
