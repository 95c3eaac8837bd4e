#!/usr/bin/env node
// Makes one mistake at a time in the correct code of the fixtures and prints, kind by kind, what share `irql` finds.
// Exits with 1 where that is less than 98 %, or where something is found in the correct code.
// usage: npm run seed-mistakes -- [--kind "drop a release"] [--every 1] [--show]
//   --kind   only kinds that contain this text     --every n   only every n-th mistake
//   --show   print each mistake with the rules that report it
import { readArguments } from "./read-arguments.mjs";
import { CORPORA } from "./seeded/corpora.mjs";
import { mistakesIn, placeOf, seedOne } from "./seeded/run.mjs";

const USAGE = "usage: npm run seed-mistakes -- [--kind <text>] [--every <n>] [--show]";
const values = readArguments(USAGE, {
  kind: { type: "string" },
  every: { type: "string", default: "1" },
  show: { type: "boolean", default: false },
});
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) {
  console.error("`--every` takes a whole number from 1");
  process.exit(2);
}

const WANTED_SHARE = 0.98;
const kinds = new Map();
const missed = [];
let noises = 0;
for (const open of CORPORA) {
  const corpus = open();
  const noise = corpus.unchanged();
  noises += noise.length;
  for (const { ruleId, file, range } of noise)
    console.error(`${file}:${String(range.start.line)}: ${ruleId} in the correct code of ${corpus.name}`);
  const mistakes = mistakesIn(corpus).filter(
    ({ kind }, index) => index % every === 0 && kind.includes(values.kind ?? ""),
  );
  for (const mistake of mistakes) {
    const rules = [...new Set(seedOne(mistake).map(({ ruleId }) => ruleId))].sort();
    const counts = kinds.get(mistake.kind) ?? { made: 0, found: 0 };
    kinds.set(mistake.kind, { made: counts.made + 1, found: counts.found + (rules.length > 0 ? 1 : 0) });
    if (rules.length === 0) missed.push(mistake);
    if (values.show) console.log(`${placeOf(mistake)}: ${mistake.kind}: ${rules.join(", ") || "missed"}`);
    if (process.stderr.isTTY) process.stderr.write(`\r${corpus.name}: ${mistake.kind}\u001b[K`);
  }
}
if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");

const width = Math.max(...[...kinds.keys()].map((kind) => kind.length));
const line = (kind, { made, found }) =>
  `${kind.padEnd(width)}  ${String(found).padStart(4)} of ${String(made).padStart(4)}  ${((found / made) * 100).toFixed(1).padStart(5)} %`;
const sum = [...kinds.values()].reduce((all, one) => ({ made: all.made + one.made, found: all.found + one.found }), {
  made: 0,
  found: 0,
});
for (const [kind, counts] of kinds) console.log(line(kind, counts));
console.log(line("all kinds", sum));
for (const mistake of missed) console.log(`missed: ${mistake.kind} at ${placeOf(mistake)}`);
process.exitCode = sum.found / sum.made >= WANTED_SHARE && noises === 0 ? 0 : 1;
