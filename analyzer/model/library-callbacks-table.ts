/** Owners are the names under which TypeScript's and Node's declarations have the members; `""`: a global function. */
export interface LibraryCallbackRow {
  readonly when: "now" | "later";
  readonly args: readonly number[];
  readonly owners: string;
  readonly members: string;
}

const TYPED_ARRAYS =
  "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array " +
  "Float64Array BigInt64Array BigUint64Array";

const TYPED_ARRAY_CONSTRUCTORS = TYPED_ARRAYS.replaceAll("Array", "ArrayConstructor");

/** Declarations of these often repeat the emitter's methods with their own events. */
const EMITTERS =
  "EventEmitter NodeEventTarget Worker MessagePort BroadcastChannel Process ChildProcess Cluster Server Socket Stream " +
  "ReadableBase WritableBase Readable Writable Duplex Transform ReadStream WriteStream Interface InternalEventEmitter " +
  "IncomingMessage ClientRequest ServerResponse OutgoingMessage TLSSocket FSWatcher StatWatcher Http2Session " +
  "Http2Stream ClientHttp2Session ClientHttp2Stream ServerHttp2Session Http2Server Http2SecureServer REPLServer Session";

const EVENT_TARGETS =
  "EventTarget AbortSignal Worker MessagePort BroadcastChannel Window WorkerGlobalScope DedicatedWorkerGlobalScope " +
  "SharedWorkerGlobalScope";

const FILE_FUNCTIONS =
  "access appendFile chmod chown close copyFile cp exists fchmod fchown fdatasync fstat fsync ftruncate futimes lchown " +
  "link lstat mkdir mkdtemp open opendir read readdir readFile readlink readv realpath rename rm rmdir stat statfs " +
  "symlink truncate unlink utimes watch watchFile write writeFile writev";
const NET_FUNCTIONS = "createServer createSecureServer connect createConnection request get";
const SLOW_FUNCTIONS =
  "randomBytes randomInt randomFill pbkdf2 scrypt hkdf generateKey generateKeyPair sign verify deflate deflateRaw gzip " +
  "gunzip inflate inflateRaw unzip brotliCompress brotliDecompress lookup resolve resolve4 resolve6 reverse pipeline " +
  "finished";

const TIMERS = "setTimeout setInterval setImmediate";
const FRAMES = "queueMicrotask requestAnimationFrame requestIdleCallback";

/** ECMAScript by its specification (ECMA-262), the DOM and Node.js by their API pages. */
export const LIBRARY_CALLBACKS: readonly LibraryCallbackRow[] = [
  {
    when: "now",
    args: [0],
    owners: `Array ReadonlyArray ${TYPED_ARRAYS}`,
    members:
      "forEach map filter some every find findIndex findLast findLastIndex reduce reduceRight flatMap sort toSorted",
  },
  // `map` and its like run as the iterator is consumed, which is nearly always on the spot.
  {
    when: "now",
    args: [0],
    owners: "Iterator IteratorObject",
    members: "forEach some every find reduce map filter flatMap",
  },
  { when: "now", args: [1], owners: `ArrayConstructor ${TYPED_ARRAY_CONSTRUCTORS}`, members: "from" },
  { when: "now", args: [0], owners: "Map ReadonlyMap Set ReadonlySet URLSearchParams Headers", members: "forEach" },
  { when: "now", args: [1], owners: "Map WeakMap", members: "getOrInsertComputed" },
  { when: "now", args: [1], owners: "ObjectConstructor MapConstructor", members: "groupBy" },
  { when: "now", args: [1], owners: "String", members: "replace replaceAll" },
  { when: "now", args: [1], owners: "JSON", members: "parse stringify" },
  { when: "now", args: [0], owners: "Reflect", members: "apply construct" },
  { when: "now", args: [0], owners: "PromiseConstructor Promise", members: "new try" },
  { when: "now", args: [0], owners: "AsyncResource", members: "runInAsyncScope" },
  { when: "now", args: [1], owners: "AsyncLocalStorage", members: "run" },
  { when: "now", args: [0], owners: "AsyncLocalStorage", members: "exit" },
  { when: "later", args: [1], owners: "ArrayConstructor", members: "fromAsync" },
  { when: "later", args: [0, 1], owners: "Promise PromiseLike", members: "then" },
  { when: "later", args: [0], owners: "Promise", members: "catch finally" },
  { when: "later", args: [0], owners: "FinalizationRegistryConstructor FinalizationRegistry", members: "new" },
  {
    when: "later",
    args: [0],
    owners: " WindowOrWorkerGlobalScope Window globalThis timers AnimationFrameProvider",
    members: `${TIMERS} ${FRAMES}`,
  },
  { when: "later", args: [0], owners: "Process process", members: "nextTick" },
  { when: "later", args: [1], owners: EVENT_TARGETS, members: "addEventListener" },
  { when: "later", args: [1], owners: EMITTERS, members: "on once addListener prependListener prependOnceListener" },
  {
    when: "later",
    args: [0],
    owners: "MutationObserver PerformanceObserver IntersectionObserver ResizeObserver",
    members: "new",
  },
  // Node's callback style: the callback stands last, behind optional arguments.
  { when: "later", args: [1, 2, 3, 4, 5], owners: "fs", members: FILE_FUNCTIONS },
  { when: "later", args: [1, 2, 3], owners: "child_process", members: "exec execFile" },
  { when: "later", args: [0, 1, 2, 3], owners: "http https http2 net tls", members: NET_FUNCTIONS },
  { when: "later", args: [1, 2, 3, 4, 5, 6], owners: "crypto zlib dns stream", members: SLOW_FUNCTIONS },
  {
    when: "later",
    args: [0, 1, 2],
    owners: "test",
    members: "test it describe suite before after beforeEach afterEach",
  },
  { when: "later", args: [1, 2], owners: "LockManager", members: "request" },
  { when: "later", args: [0], owners: "Scheduler", members: "postTask" },
];
