// Checks the project in the working directory once, then again after each of some one-line edits, in this one process. Prints, as
// JSON, milliseconds: of the first check from the start of the process, of its stages alone, and of each later check.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createVerifier } from "../../dist/rules/index.js";

const edits = Number(process.argv[2] ?? 0);
const verify = createVerifier();

const firstBody = /\): void \{\n/;

/** The first file, in their order, that has a function to edit. */
const findFile = () => {
  const names = readdirSync("src/drivers", { recursive: true }).filter((name) => name.endsWith(".ts"));
  for (const file of names.sort().map((name) => join("src/drivers", name))) {
    const text = readFileSync(file, "utf8");
    if (firstBody.test(text)) return { file, text };
  }
  throw new Error("no function to edit");
};

let stages = 0;
await verify({ onTimes: (times) => (stages = times.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)) });
const first = performance.now();
const again = [];
if (edits > 0) {
  const { file, text } = findFile();
  for (let edit = 0; edit < edits; edit += 1) {
    writeFileSync(
      file,
      text.replace(firstBody, (head) => `${head}  void ${edit};\n`),
    );
    const begin = performance.now();
    await verify();
    again.push(performance.now() - begin);
  }
  writeFileSync(file, text);
}
console.log(JSON.stringify({ first, stages, again }));
