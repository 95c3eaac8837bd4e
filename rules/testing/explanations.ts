const acquire = "  KeAcquireSpinLockAtDpcLevel(lock);\n  KeReleaseSpinLockFromDpcLevel(lock);";

/** One file each; every explanation that a finding can have. */
export const SOURCES = {
  certain: `export const onStart: KDEFERRED_ROUTINE = () => {\n  KeLowerIrql(PASSIVE_LEVEL);\n${acquire}\n};`,
  range: `export const onDone: IO_COMPLETION_ROUTINE = () => {\n${acquire}\n  return 0;\n};`,
  dispatch: `export const onRequest: DRIVER_DISPATCH = () => {\n${acquire}\n  return 0;\n};`,
  threaded: `const dpc = new KDPC();\nconst onTimer: KDEFERRED_ROUTINE = () => {\n${acquire}\n};\nKeInitializeThreadedDpc(dpc, onTimer, undefined);`,
  unknown: `export function drain(): void {\n${acquire}\n}`,
  module: acquire,
  contract: `/** @irqlRequiresMax DISPATCH_LEVEL */\nexport function drain(): void {\n${acquire}\n}`,
  callSite: `function drain(): void {\n${acquire}\n}\nexport const onDpc: KDEFERRED_ROUTINE = () => drain();\ndrain();`,
  callSites: `function drain(): void {\n${acquire}\n}\n/** @irqlRequires PASSIVE_LEVEL */\nexport function a(): void { drain(); }\n/** @irqlRequires PASSIVE_LEVEL */\nexport function b(): void { drain(); }\n/** @irqlRequires APC_LEVEL */\nexport function c(): void { drain(); }\nexport const onDpc: KDEFERRED_ROUTINE = () => drain();`,
  roleAbove: `function drain(): void {\n${acquire}\n}\nexport const onDone: IO_COMPLETION_ROUTINE = () => {\n  drain();\n  return 0;\n};`,
  released: `export function f(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n${acquire}\n}`,
  releasedTo: `export function f(): void {\n  KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, PASSIVE_LEVEL);\n${acquire}\n}`,
  escapes: `declare const elsewhere: { take(callback: () => void): void };\nfunction drain(): void {\n${acquire}\n}\nexport const onDpc: KDEFERRED_ROUTINE = () => elsewhere.take(drain);`,
  later: `function drain(): void {\n${acquire}\n}\nexport const onDpc: KDEFERRED_ROUTINE = () => {\n  queueMicrotask(drain);\n};`,
  branch: `export function f(flag: boolean): void {\n  let old: KIRQL = PASSIVE_LEVEL;\n  if (flag) old = KeRaiseIrqlToDpcLevel();\n${acquire}\n  if (flag) KeLowerIrql(old);\n}`,
  release: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n};\nexport function g(): void {\n  KeReleaseSpinLockFromDpcLevel(lock);\n}`,
  tries: `export function g(): void {\n  if (KeTryToAcquireSpinLockAtDpcLevel(lock)) KeReleaseSpinLockFromDpcLevel(lock);\n}`,
  mixed: `export function a(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n}\nexport function b(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n}\nexport function c(): void {\n  const handle = new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES));\n  KeAcquireInStackQueuedSpinLock(lock, handle);\n  KeReleaseInStackQueuedSpinLock(handle);\n}`,
  redundant: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  if (KeGetCurrentIrql() < DISPATCH_LEVEL) return;\n  work();\n};`,
  notRestored: `export function f(flag: boolean): void {\n  const old = KeRaiseIrqlToDpcLevel();\n  if (flag) return;\n  KeLowerIrql(old);\n}`,
  twoRaises: `export function f(): void {\n  const old = KeRaiseIrqlToDpcLevel();\n  KeRaiseIrql(9);\n  KeLowerIrql(old);\n}`,
  raisesDown: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const old = KeRaiseIrql(PASSIVE_LEVEL);\n  KeLowerIrql(old);\n};`,
  neverAbove: `/** @irqlRequires PASSIVE_LEVEL @irqlAlwaysFunctionMax 1 */\nexport function f(): void {\n  const old = KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, old);\n}`,
  notSaved: `/** @irqlRequires DISPATCH_LEVEL @irqlRestores old */\nexport function f(old: KIRQL): void {\n  work(old);\n}`,
  canceled: `import { IoReleaseCancelSpinLock, type DRIVER_CANCEL } from "irql/runtime";\nexport const onCancel: DRIVER_CANCEL = () => IoReleaseCancelSpinLock(0);\nexport const onOther: DRIVER_CANCEL = () => {};`,
  sharedPlace: `const other = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));\nexport function f(): void {\n  let old = KeAcquireSpinLock(lock);\n  old = KeAcquireSpinLock(other);\n  KeReleaseSpinLock(other, old);\n  KeReleaseSpinLock(lock, old);\n}`,
  mismatch: `/** @irqlRequires DISPATCH_LEVEL @acquiresLock one */\nexport function f(one: KSPIN_LOCK): void {\n  work(one);\n}`,
  stored: `export const onDpc: KDEFERRED_ROUTINE = () => {\n  const irql = KeGetCurrentIrql();\n  if (irql < DISPATCH_LEVEL) return;\n  work();\n};`,
  chooses: `export function f(): void {\n  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {\n    const old = KeAcquireSpinLock(lock);\n    KeReleaseSpinLock(lock, old);\n  } else {\n    KeAcquireSpinLockAtDpcLevel(lock);\n    KeReleaseSpinLockFromDpcLevel(lock);\n  }\n}`,
  again: `export function f(): void {\n  const irql = KeGetCurrentIrql();\n  KeRaiseIrqlToDpcLevel();\n  KeLowerIrql(irql);\n}`,
} as const;

/** The same as files of one project, each with `before` in front. */
export const asFiles = (before = ""): Record<string, string> =>
  Object.fromEntries(Object.entries(SOURCES).map(([name, code]) => [`${name}.ts`, before + code]));
