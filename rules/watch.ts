import { openDisk } from "../analyzer/load/disk.js";
import { FolderWatch } from "../analyzer/load/folder-watch.js";
import type { Verify } from "./verify.js";

/** A project that is checked again whenever its sources change. */
export interface Watcher {
  /** As a verifier's; what has changed since the last call it knows by itself. */
  readonly verify: Verify;
  /** Has a file watched that the check itself does not read, absolute; it need not exist. */
  readonly also: (file: string) => void;
  /** Waits until something has changed that the last report depended on. False where the watcher was closed instead. */
  readonly change: () => Promise<boolean>;
  readonly close: () => void;
}

/** Watches all files and folders that a check asks for; nothing is asked again that has not changed. */
export const createWatcher = (): Watcher => {
  const opened = import("./verify-anew.js").then((anew) => ({ ...anew, session: anew.newSession() }));
  const folders = new FolderWatch();
  let isFirst = true;
  return {
    verify: async (options = {}) => {
      const { session, verifyIn } = await opened;
      const changed = folders.take();
      const disk = session.disk(isFirst ? undefined : changed, openDisk(folders.open()));
      isFirst = false;
      return verifyIn(session, options, disk);
    },
    also: (file) => {
      folders.also(file);
    },
    change: () => folders.change(),
    close: () => {
      folders.close();
    },
  };
};
