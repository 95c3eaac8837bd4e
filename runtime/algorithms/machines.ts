import type { Machine } from "./ir.js";
import * as readerWriter from "./reader-writer.js";
import * as spinLock from "./spin-lock.js";

const { abandon, ...spinLocks } = spinLock;
const { abandonReaderWriter, ...readerWriters } = readerWriter;

/** What both kernels contain, by name: the order of a module's exports is the loader's own. */
export const machines: readonly Machine[] = [...Object.values(spinLocks), ...Object.values(readerWriters)].sort(
  (a, b) => (a.name < b.name ? -1 : 1),
);

/** For a reaper, which has any kind of buffer and no hurry. */
export const javaScriptOnly: readonly Machine[] = [abandon, abandonReaderWriter];
