// Takes the README. Gives its code blocks, its commands and the parts of it that are written by a test. Promises that a
// block or part that is missing or there twice is an error, so that no check of it passes for lack of something to check.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export const read = (file: string): string => readFileSync(join(root, file), "utf8");

const only = <Item>(items: readonly Item[], what: string): Item => {
  const [first, ...more] = items;
  if (first === undefined || more.length > 0) throw new Error(`${String(items.length)} of ${what}, not one`);
  return first;
};

/** The code of the block that names this file behind its language: "```ts main.ts". */
export const blockOf = (text: string, file: string): string => {
  const blocks = [...text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === file);
  return only(blocks, `the block \`${file}\``)[2] ?? "";
};

const partPattern = (name: string): RegExp =>
  new RegExp(`(<!-- begin ${name} -->\n)([\\s\\S]*?)(<!-- end ${name} -->)`, "g");

export const partOf = (text: string, name: string): string =>
  only([...text.matchAll(partPattern(name))], `the part \`${name}\``)[2]?.trim() ?? "";

export const withPart = (text: string, name: string, content: string): string => {
  partOf(text, name);
  return text.replace(
    partPattern(name),
    (_, begin: string, __, end: string) => `${begin}\n${content.trim()}\n\n${end}`,
  );
};

export interface Command {
  /** As written. */
  readonly text: string;
  readonly words: readonly string[];
}

/** Commands in code blocks and in code within a line, that begin with one of these names; `run:` of a workflow counts. */
export const commandsIn = (text: string, names: readonly string[]): Command[] => {
  const code = [
    ...[...text.matchAll(/^```\w*[^\n]*\n([\s\S]*?)^```$/gm)].flatMap(([, lines = ""]) => lines.split("\n")),
    ...[...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, inline = ""]) => inline),
  ];
  return code
    .map((line) => line.replace(/^\s*- run:|^\s*\$|\s#.*$/g, "").trim())
    .flatMap((line) => line.split("&&"))
    .map((line) => line.trim().split(/\s+/))
    .map((words) => (words[0] === "npx" ? words.slice(1) : words))
    .map((words) => (words[0] === "node" && words[1] === "dist/cli/main.js" ? ["irql", ...words.slice(2)] : words))
    .filter(([name = ""]) => names.includes(name))
    .map((words) => ({ text: words.join(" "), words }));
};

/** `-x` and `--xy` among the words, without their values. */
export const optionsIn = (words: readonly string[]): string[] =>
  words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/=.*$/, ""));
