/** Classes of lock storage. Nobody extends them, so `instanceof` asks for the name of the class that made an object. */
const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  "KSPIN_LOCK",
  "EX_SPIN_LOCK",
  "KLOCK_QUEUE_HANDLE",
  "KINTERRUPT",
]);

export const isStorageClass = (name: string | undefined): boolean => name !== undefined && STORAGE_CLASSES.has(name);
