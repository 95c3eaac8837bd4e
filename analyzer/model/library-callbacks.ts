import type { LibraryCallback } from "../contract/contract-book.js";
import { LIBRARY_CALLBACKS } from "./library-callbacks-table.js";
import { once } from "./rows.js";

const table = once(() => {
  const entries = new Map<string, LibraryCallback>();
  for (const { when, args, owners, members } of LIBRARY_CALLBACKS) {
    for (const owner of owners.split(" ")) {
      for (const member of members.split(" "))
        entries.set(owner === "" ? member : `${owner}.${member}`, { when, args });
    }
  }
  return entries;
});

/**
 * What a library function does with the functions passed to it.
 * @param name the interface, class or namespace that declares it, a dot and the member (`Array.forEach`,
 *   `PromiseConstructor.new`), or a global function's name (`setTimeout`)
 */
export const libraryCallback = (name: string): LibraryCallback | undefined => table().get(name);
