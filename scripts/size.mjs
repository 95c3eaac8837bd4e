// What `irql/runtime` weighs in a program, as a bundler delivers it: minified, gzipped. Fails above the limits.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { table } from "./bench/print.mjs";

const runtime = fileURLToPath(new URL("../dist/runtime/index.js", import.meta.url));
const ordinary = ["KSPIN_LOCK", "KeAcquireSpinLock", "KeReleaseSpinLock"];

/**
 * What a program imports, and how much of it may come: bytes. The goal for everything was 12 KB (runtime/README.md says why
 * not). The distributed reader/writer lock is worth its 1.1 KB, 0.3 of them in the kernels: readers do not share a line.
 */
const programs = [
  { what: "ordinary locks", names: ordinary, limit: 4_112 },
  { what: "ordinary locks in an arena", names: [...ordinary, "createArena", "openArena"], limit: 5_400 },
  { what: "everything", names: null, limit: 19_192 },
];

const sizeOf = async (names) => {
  const entry = `export ${names === null ? "*" : `{ ${names.join(", ")} }`} from ${JSON.stringify(runtime)};`;
  const bundle = await rolldown({
    input: "program",
    platform: "neutral",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "program" ? join(import.meta.dirname, "program.mjs") : null),
        load: (id) => (id.endsWith("program.mjs") ? entry : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  return gzipSync(output[0].code, { level: 9 }).length;
};

const number = (value) => value.toLocaleString("en-US");
const rows = [];
for (const { what, names, limit } of programs) {
  const bytes = await sizeOf(names);
  rows.push([what, number(bytes), number(limit)]);
  if (bytes > limit) process.exitCode = 1;
}
console.log(table([["a program that uses", "bytes", "limit"], ...rows]));
if (process.exitCode === 1)
  console.error("size: more than the limit; take it out again, or say in scripts/size.mjs why it must be");
