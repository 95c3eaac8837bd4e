/*
 * What hosts (Node.js, browsers) add to the language, as far as it can matter: what waits, what calls back and when, and the objects
 * through which these are reached. @types/node and TypeScript's `dom` have 60,000 lines, whose parsing alone takes longer than the whole
 * check of a small driver; and they may not be installed. Names and owners are those of the API pages of Node.js 24 and of the
 * DOM standard; parameters that cannot matter are `any`. A name that is missing is an unresolved call, not an error.
 */
const functions = (names: string): string =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `function ${name}(...args: any[]): any;`)
    .join("\n");

const module = (name: string, body: string): string =>
  `declare module "${name}" {\n${body}\n}\ndeclare module "node:${name}" {\nexport * from "${name}";${name === "events" ? '\nexport { default } from "events";' : ""}\n}`;

const fsSync = `accessSync appendFileSync chmodSync chownSync closeSync copyFileSync cpSync existsSync fchmodSync fchownSync fdatasyncSync
fstatSync fsyncSync ftruncateSync futimesSync globSync lchownSync linkSync lstatSync lutimesSync mkdirSync mkdtempSync openSync
opendirSync readFileSync readSync readdirSync readlinkSync readvSync realpathSync renameSync rmSync rmdirSync statSync statfsSync
symlinkSync truncateSync unlinkSync utimesSync writeFileSync writeSync writevSync`;

const fsLater = `access appendFile chmod close copyFile exists fstat lstat mkdir open readFile readdir readlink realpath rename rm
rmdir stat unlink unwatchFile utimes watchFile write writeFile`;

const zlibSync = `brotliCompressSync brotliDecompressSync deflateRawSync deflateSync gunzipSync gzipSync inflateRawSync
inflateSync unzipSync zstdCompressSync zstdDecompressSync`;

const emitter = `
  addListener(event: any, listener: (...args: any[]) => void): this;
  on(event: any, listener: (...args: any[]) => void): this;
  once(event: any, listener: (...args: any[]) => void): this;
  prependListener(event: any, listener: (...args: any[]) => void): this;
  prependOnceListener(event: any, listener: (...args: any[]) => void): this;
  off(event: any, listener: (...args: any[]) => void): this;
  removeListener(event: any, listener: (...args: any[]) => void): this;
  removeAllListeners(event?: any): this;
  emit(event: any, ...args: any[]): boolean;
  listeners(event: any): Function[];
  listenerCount(event: any): number;
  setMaxListeners(count: number): this;`;

const emitterClass = (name: string, members = "", base = ""): string =>
  `class ${name}${base === "" ? "" : ` extends ${base}`} {\n  constructor(...args: any[]);${emitter}\n${members}\n}`;

const timers = `
function setTimeout(callback: (...args: any[]) => void, delay?: any, ...args: any[]): any;
function setInterval(callback: (...args: any[]) => void, delay?: any, ...args: any[]): any;
function setImmediate(callback: (...args: any[]) => void, ...args: any[]): any;
${functions("clearTimeout clearInterval clearImmediate")}`;

const declared = (text: string): string => text.replaceAll(/^function /gm, "declare function ");

const globals = `
${declared(timers)}
declare function queueMicrotask(callback: () => void): void;
declare function requestAnimationFrame(callback: (time: number) => void): number;
declare function requestIdleCallback(callback: (deadline: any) => void, options?: any): number;
${declared(functions("structuredClone fetch atob btoa alert confirm prompt postMessage reportError importScripts"))}
declare function addEventListener(type: string, listener: any, options?: any): void;
declare function removeEventListener(type: string, listener: any, options?: any): void;
interface EventTarget {
  addEventListener(type: string, listener: any, options?: any): void;
  removeEventListener(type: string, listener: any, options?: any): void;
  dispatchEvent(event: any): boolean;
}
declare var EventTarget: { prototype: EventTarget; new (): EventTarget };
interface MessagePort extends EventTarget {
  onmessage: ((event: any) => any) | null;
  onmessageerror: ((event: any) => any) | null;
  postMessage(message: any, transfer?: any): void;
  start(): void;
  close(): void;${emitter}
}
declare var MessagePort: { prototype: MessagePort };
interface MessageChannel { readonly port1: MessagePort; readonly port2: MessagePort }
declare var MessageChannel: { prototype: MessageChannel; new (): MessageChannel };
interface Worker extends EventTarget {
  onmessage: ((event: any) => any) | null;
  onerror: ((event: any) => any) | null;
  postMessage(message: any, transfer?: any): void;
  terminate(): void;
}
declare var Worker: { prototype: Worker; new (url: any, options?: any): Worker };
interface BroadcastChannel extends EventTarget {
  onmessage: ((event: any) => any) | null;
  postMessage(message: any): void;
  close(): void;
}
declare var BroadcastChannel: { prototype: BroadcastChannel; new (name: string): BroadcastChannel };
interface AbortSignal extends EventTarget { readonly aborted: boolean; readonly reason: any; throwIfAborted(): void }
declare var AbortSignal: { prototype: AbortSignal; abort(reason?: any): AbortSignal; timeout(time: number): AbortSignal; any(signals: any): AbortSignal };
interface AbortController { readonly signal: AbortSignal; abort(reason?: any): void }
declare var AbortController: { prototype: AbortController; new (): AbortController };
interface LockManager {
  request(name: string, callback: (lock: any) => any): Promise<any>;
  request(name: string, options: any, callback: (lock: any) => any): Promise<any>;
}
interface Navigator { readonly locks: LockManager; readonly hardwareConcurrency: number; readonly userAgent: string }
declare var navigator: Navigator;
interface WindowOrWorkerGlobalScope extends EventTarget {
  onmessage: ((event: any) => any) | null;
  onerror: any;
  postMessage(message: any, ...rest: any[]): void;
  setTimeout(callback: (...args: any[]) => void, delay?: any, ...args: any[]): any;
  setInterval(callback: (...args: any[]) => void, delay?: any, ...args: any[]): any;
  queueMicrotask(callback: () => void): void;
  requestAnimationFrame(callback: (time: number) => void): number;
}
interface Window extends WindowOrWorkerGlobalScope { readonly document: any; readonly location: any }
declare var self: WindowOrWorkerGlobalScope;
declare var window: Window;
declare var onmessage: any;
declare var document: any;
interface Console {
${"assert clear count debug dir error group groupCollapsed groupEnd info log table time timeEnd timeLog trace warn"
  .split(" ")
  .map((name) => `  ${name}(...args: any[]): void;`)
  .join("\n")}
}
declare var console: Console;
interface Performance { now(): number; mark(...args: any[]): any; measure(...args: any[]): any; readonly timeOrigin: number; timerify<F>(callback: F): F }
declare var performance: Performance;
declare var crypto: any;
declare var Buffer: any;
type Buffer = any;
declare var TextEncoder: any;
declare var TextDecoder: any;
declare var URL: any;
type URL = any;
declare var URLSearchParams: any;
declare var WebAssembly: any;
declare var __dirname: string;
declare var __filename: string;
declare var require: any;
declare var module: any;
declare var exports: any;
interface ImportMeta { url: string; dirname: string; filename: string; env: any; resolve(specifier: string): string; main: boolean }
declare namespace NodeJS {
  type Timeout = any;
  type Timer = any;
  type Immediate = any;
  type Signals = any;
  type ErrnoException = Error & { code?: string; errno?: number; path?: string; syscall?: string };
  type ProcessEnv = any;
  interface WriteStream {${emitter}
    write(chunk: any, ...rest: any[]): boolean;
    end(...rest: any[]): this;
    readonly isTTY: boolean;
    readonly columns: number;
  }
  interface Process {${emitter}
    readonly argv: string[];
    readonly execArgv: string[];
    readonly env: any;
    readonly pid: number;
    readonly platform: string;
    readonly version: string;
    readonly versions: any;
    readonly stdin: WriteStream;
    readonly stdout: WriteStream;
    readonly stderr: WriteStream;
    readonly hrtime: any;
    exitCode: any;
    abort(): never;
    exit(code?: any): never;
    cwd(): string;
    memoryUsage: any;
    nextTick(callback: (...args: any[]) => void, ...args: any[]): void;
    setUncaughtExceptionCaptureCallback(callback: ((error: any) => void) | null): void;
    uptime(): number;
  }
}
declare var process: NodeJS.Process;
`;

const events = `
interface EventEmitter {${emitter}
}
class EventEmitter { constructor(options?: any); static once(emitter: any, event: any): Promise<any[]>; static EventEmitter: typeof EventEmitter }
function once(emitter: any, event: any, options?: any): Promise<any[]>;
export { EventEmitter, once, EventEmitter as default };`;

const workers = `
${emitterClass("Worker", "  postMessage(message: any, transfer?: any): void;\n  terminate(): Promise<number>;\n  ref(): void;\n  unref(): void;\n  readonly threadId: number;")}
${emitterClass("MessagePort", "  postMessage(message: any, transfer?: any): void;\n  start(): void;\n  close(): void;\n  ref(): void;\n  unref(): void;\n  addEventListener(type: string, listener: any): void;")}
class MessageChannel { readonly port1: MessagePort; readonly port2: MessagePort }
class BroadcastChannel { constructor(name: string); onmessage: any; postMessage(message: any): void; close(): void; addEventListener(type: string, listener: any): void }
const parentPort: MessagePort | null;
const isMainThread: boolean;
const threadId: number;
const workerData: any;
const resourceLimits: any;
const SHARE_ENV: any;
${functions("receiveMessageOnPort getEnvironmentData setEnvironmentData markAsUntransferable moveMessagePortToContext")}`;

const processes = `
${emitterClass("ChildProcess", "  kill(signal?: any): boolean;\n  send(...args: any[]): boolean;\n  readonly pid: number | undefined;\n  readonly stdin: any;\n  readonly stdout: any;\n  readonly stderr: any;")}
${functions("execFileSync execSync spawnSync")}
${["exec", "execFile", "fork", "spawn"].map((name) => `function ${name}(...args: any[]): ChildProcess;`).join("\n")}`;

const files = `
${functions(fsSync)}
${functions(fsLater)}
${emitterClass("ReadStream", "  pipe(target: any): any;\n  destroy(error?: any): this;\n  [Symbol.asyncIterator](): AsyncIterator<any>;")}
${emitterClass("WriteStream", "  write(chunk: any, ...rest: any[]): boolean;\n  end(...rest: any[]): this;\n  destroy(error?: any): this;")}
${emitterClass("FSWatcher", "  close(): void;")}
function createReadStream(...args: any[]): ReadStream;
function createWriteStream(...args: any[]): WriteStream;
function watch(...args: any[]): FSWatcher;
const constants: any;
const promises: any;`;

const modules = [
  module("events", events),
  module("fs", files),
  module("child_process", processes),
  module("worker_threads", workers),
  module("timers", timers),
  module("zlib", functions(zlibSync)),
  module(
    "crypto",
    functions(`checkPrimeSync generateKeyPairSync generateKeySync generatePrimeSync hkdfSync pbkdf2Sync randomBytes
    randomFillSync randomInt randomUUID scryptSync createHash createHmac timingSafeEqual`),
  ),
  module("dns", functions("lookup resolve")),
];

export const HOST_LIBRARY = [globals, ...modules].join("\n");
