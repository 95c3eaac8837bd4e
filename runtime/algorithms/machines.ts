import * as distributed from "./distributed.js";
import type { Machine } from "./ir.js";
import * as readerWriter from "./reader-writer.js";
import * as spinLock from "./spin-lock.js";

const { abandon, ...spinLocks } = spinLock;
const { abandonReaderWriter, ...readerWriters } = readerWriter;
const { abandonDistributed, ...flags } = distributed;

/** What the JavaScript kernel contains, by name: the order of a module's exports is the loader's own. */
export const machines: readonly Machine[] = [
  ...Object.values(spinLocks),
  ...Object.values(readerWriters),
  ...Object.values(flags),
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** What both kernels contain: the short ways in and out, where nobody else is. */
export const shortWays: readonly Machine[] = machines.filter(({ name }) => /^(take|giveUp)/.test(name));

/** For a reaper. */
export const ends: readonly Machine[] = [abandon, abandonReaderWriter, abandonDistributed];
