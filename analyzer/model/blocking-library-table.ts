/** Functions of the language's and Node's library, and of browsers, during which the worker may wait. */
export interface BlockingLibraryRow {
  /** Names under which the declarations have the members; `""`: global functions. */
  readonly owners: string;
  readonly members: string;
  /** Does not wait where this argument is this number (a timeout of 0). */
  readonly unless?: { readonly argument: number; readonly equals: number };
  /** Looks and goes on: waits where it is called again and again until it finds something. */
  readonly polls?: true;
}

const FILE_FUNCTIONS =
  "accessSync appendFileSync chmodSync chownSync closeSync copyFileSync cpSync existsSync fchmodSync fchownSync " +
  "fdatasyncSync fstatSync fsyncSync ftruncateSync futimesSync globSync lchmodSync lchownSync linkSync lstatSync " +
  "lutimesSync mkdirSync mkdtempSync mkdtempDisposableSync openSync opendirSync readFileSync readSync readdirSync " +
  "readlinkSync readvSync realpathSync renameSync rmSync rmdirSync statSync statfsSync symlinkSync truncateSync " +
  "unlinkSync utimesSync writeFileSync writeSync writevSync";

/** ECMA-262 for `Atomics`; the API pages of Node.js 24; the HTML, File API and File System standards. */
export const BLOCKING_LIBRARY: readonly BlockingLibraryRow[] = [
  { owners: "Atomics", members: "wait", unless: { argument: 3, equals: 0 } },
  { owners: "worker_threads", members: "receiveMessageOnPort", polls: true },
  { owners: "fs", members: FILE_FUNCTIONS },
  { owners: "Dir", members: "readSync closeSync" },
  { owners: "child_process", members: "execSync execFileSync spawnSync" },
  { owners: "sqlite DatabaseSync", members: "exec" },
  { owners: "StatementSync", members: "all get iterate run" },
  { owners: "inspector", members: "waitForDebugger" },
  { owners: " Window WindowOrWorkerGlobalScope", members: "alert confirm prompt" },
  { owners: " WorkerGlobalScope", members: "importScripts" },
  { owners: "FileReaderSync", members: "readAsArrayBuffer readAsBinaryString readAsDataURL readAsText" },
  { owners: "FileSystemSyncAccessHandle", members: "close flush getSize read truncate write" },
];
