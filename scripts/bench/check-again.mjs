// Checks the project in the working directory once, then again after each of some one-line edits, each in another file, in this
// one process; every other edit is told, as a watcher or an editor tells it, so that no other file is looked at. Prints, as JSON,
// milliseconds of processor time: of the first check from the start of the process, of the first check alone, and of each later
// check of the two kinds.
import { writeFileSync } from "node:fs";
import { createVerifier } from "irql";
import { edit, filesToEdit } from "./edit-one-line.mjs";

const edits = Number(process.argv[2] ?? 0);
const verify = createVerifier();

const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const timed = async (options) => {
  const begin = used();
  await verify(options);
  return used() - begin;
};

const stages = await timed();
const first = used();
const again = [];
const told = [];
const chosen = edits > 0 ? filesToEdit(".", edits) : [];
for (const [line, each] of chosen.entries()) {
  edit(each, line);
  if (line % 2 === 0) again.push(await timed());
  else told.push(await timed({ changed: [each.file] }));
}
for (const { file, text } of chosen) writeFileSync(file, text);
console.log(JSON.stringify({ first, stages, again, told }));
