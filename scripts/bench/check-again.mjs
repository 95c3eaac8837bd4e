// Checks the project in the working directory once, then again after each of some one-line edits, each in another file, in this
// one process. Prints, as JSON, milliseconds of processor time: of the first check from the start of the process, of the first
// check alone, and of each later check.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createVerifier } from "../../dist/rules/index.js";

const edits = Number(process.argv[2] ?? 0);
const verify = createVerifier();

const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const firstBody = /\): void \{\n/;

/** Files that have a function to edit, so many of them, from all over the project. */
const filesToEdit = (count) => {
  const names = readdirSync("src/drivers", { recursive: true }).filter((name) => name.endsWith(".ts"));
  const files = names
    .sort()
    .map((name) => join("src/drivers", name))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .filter(({ text }) => firstBody.test(text));
  if (files.length === 0) throw new Error("no function to edit");
  return Array.from({ length: count }, (_, index) => files[Math.floor((index * files.length) / count)]);
};

const timed = async () => {
  const begin = used();
  await verify();
  return used() - begin;
};

const stages = await timed();
const first = used();
const again = [];
const chosen = edits > 0 ? filesToEdit(edits) : [];
for (const [edit, { file, text }] of chosen.entries()) {
  writeFileSync(
    file,
    text.replace(firstBody, (head) => `${head}  void ${edit};\n`),
  );
  again.push(await timed());
}
for (const { file, text } of chosen) writeFileSync(file, text);
console.log(JSON.stringify({ first, stages, again }));
