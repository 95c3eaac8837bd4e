/** Code in which a rewrite is offered, one file each. */
export const OFFERED = {
  elseIfFalse: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (late()) work(1);
  else if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(2);
  work(3);
};
declare function late(): boolean;`,
  elseIfTrue: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (late()) work(1);
  else if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    work(2);
    work(4);
  }
  work(3);
};
declare function late(): boolean;`,
  loopFalse: `export const onDpc: KDEFERRED_ROUTINE = () => {
  for (let i = 0; i < 3; i += 1) if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(i);
  work(3);
};`,
  loopTrue: `export const onDpc: KDEFERRED_ROUTINE = () => {
  for (let i = 0; i < 3; i += 1)
    if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
      work(i);
      work(i);
    }
  work(3);
};`,
  negated: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (!(KeGetCurrentIrql() >= DISPATCH_LEVEL)) work(2);
  else work(3);
};`,
  objectArm: `export const onDpc: KDEFERRED_ROUTINE = () => {
  const o = KeGetCurrentIrql() >= DISPATCH_LEVEL ? { a: 1 } : { a: 2 };
  work(o);
};`,
  arrowArm: `export const onDpc: KDEFERRED_ROUTINE = () => {
  const g = () => KeGetCurrentIrql() >= DISPATCH_LEVEL ? { a: 1 } : { a: 2 };
  work(g());
};`,
  declares: `export const onDpc: KDEFERRED_ROUTINE = () => {
  const x = 0;
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) { work(1); const x = 1; work(x); }
  work(x);
};`,
  declaresFunction: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    async function later() { work(); }
    work(later);
  }
  work(3);
};`,
  noSemicolons: `export const onDpc: KDEFERRED_ROUTINE = () => {
  let a = work
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) (work)(2)
  a()
};`,
  noSemicolonsBlock: `export const onDpc: KDEFERRED_ROUTINE = () => {
  let a = work
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    [1].forEach(work)
  }
  a()
};`,
  storedTwice: `export const onDpc: KDEFERRED_ROUTINE = () => {
  const high = KeGetCurrentIrql() >= DISPATCH_LEVEL;
  if (high) work(1);
  if (high) work(2);
  else work(3);
};`,
  labelled: `export const onDpc: KDEFERRED_ROUTINE = () => {
  out: if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    if (late()) break out;
    work(1);
  }
};
declare function late(): boolean;`,
  never: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(1);
  work(2);
};`,
  nothing: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {}
  work(2);
};`,
  commented: `export const onDpc: KDEFERRED_ROUTINE = () => {
  // not below; see the manual
  if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(1);
  work(2);
};`,
  dangling: `export const onDpc: KDEFERRED_ROUTINE = (_dpc, context) => {
  if (context)
    if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
      if (late()) work(1);
    } else work(2);
  else work(3);
};
declare function late(): boolean;`,
  template: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    work(\`a
      b\`);
    work(2);
  }
};`,
  expression: `export function f(): number {
  return KeGetCurrentIrql() >= 0 ? 1 : 2;
}`,
  earlyReturn: `export function f(): void {
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    KeAcquireSpinLockAtDpcLevel(lock);
    work();
    KeReleaseSpinLockFromDpcLevel(lock);
    return;
  }
  const old = KeAcquireSpinLock(lock);
  work();
  KeReleaseSpinLock(lock, old);
}`,
  conditional: `export function f(): void {
  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
  let old: number = 0;
  at ? KeAcquireSpinLockAtDpcLevel(lock) : (old = KeAcquireSpinLock(lock));
  work();
  at ? KeReleaseSpinLockFromDpcLevel(lock) : KeReleaseSpinLock(lock, old);
}`,
  stored: `export function f(): void {
  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL; let old: number = 0;
  if (at) {
    // at dispatch
    KeAcquireSpinLockAtDpcLevel(lock);
  } else {
    // below
    old = KeAcquireSpinLock(lock); // saved
  }
  if (at) KeReleaseSpinLockFromDpcLevel(lock);
  else KeReleaseSpinLock(lock, old);
}`,
  queued: `export function f(handle: KLOCK_QUEUE_HANDLE): void {
  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
  if (at) KeAcquireInStackQueuedSpinLockAtDpcLevel(lock, handle);
  else KeAcquireInStackQueuedSpinLock(lock, handle);
  work();
  if (at) KeReleaseInStackQueuedSpinLockFromDpcLevel(handle);
  else KeReleaseInStackQueuedSpinLock(handle);
}`,
  savedAgain: `export function f(): void {
  const irql = KeGetCurrentIrql();
  KeRaiseIrqlToDpcLevel();
  work();
  KeLowerIrql(irql);
}`,
  savedAgainAssigned: `export function f(): void {
  let irql: KIRQL;
  irql = KeGetCurrentIrql();
  KeAcquireSpinLock(lock);
  work();
  KeReleaseSpinLock(lock, irql);
}`,
};
