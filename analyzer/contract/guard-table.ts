// What `irql/runtime` has beside the WDK's routines: guards, sections, waits, processors; in the grammar of read-routine.ts. The WDK
// has no such names: they mean this only where the runtime declares them. `Guard` is the constructor, whose object is the handle by which `Guard[Symbol.dispose]`
// releases; `withLock` runs its last argument between `withLock/acquire` and `withLock/release`.

interface GuardKind {
  /** What `Guard`, `Guard[Symbol.dispose]` and `with…` have between them. */
  readonly name: string;
  readonly family?: string;
  readonly form: "raise" | "dpc";
}

const LOCKS = [
  ["SpinLock", "ordinary"],
  ["InStackQueuedSpinLock", "queued"],
  ["SpinLockShared", "reader-writer-shared"],
  ["SpinLockExclusive", "reader-writer-exclusive"],
] as const;

const KINDS: readonly GuardKind[] = [
  ...LOCKS.flatMap(([name, family]): GuardKind[] => [
    { name, family, form: "raise" },
    { name: `${name}AtDpcLevel`, family, form: "dpc" },
  ]),
  { name: "RaisedIrql", form: "raise" },
];

/** What the constructor does, and what the disposal. */
const clausesOf = ({ family, form }: GuardKind): readonly [acquire: string, release: string] => {
  if (family === undefined) return ["0..15|raise:a0 saves:t#", "0..15|restore:t#"];
  const [enter, leave] = [`lock:acquire:${family}:${form}:a0:t`, `lock:release:${family}:${form}:_:t`];
  return form === "raise"
    ? [`0..2|raise:2 saves:t# ${enter}`, `2|restore:t# ${leave}`]
    : [`2..15|${enter}`, `2..15|${leave}`];
};

/** A section that is not taken apart (`const run = withSpinLock`): in sum it changes nothing. */
const wholeOf = ({ family, form }: GuardKind): string => {
  if (family === undefined) return "0..15|cb:1:now::0..15 around:1";
  const levels = form === "raise" ? "2" : "2..15";
  return `${form === "raise" ? "0..2" : levels}|lock:internal:${family}:${form}:a0 cb:1:now::${levels} around:1`;
};

const PAGE = "runtime/README.md";

const rowsOf = (kind: GuardKind): readonly string[] => {
  const [acquire, release] = clausesOf(kind);
  const [guard, section] = [`${kind.name}Guard`, `with${kind.name}`];
  return [
    `${guard}|${acquire}|${PAGE}`,
    `${guard}[Symbol.dispose]|${release}|${PAGE}`,
    `${section}|${wholeOf(kind)}|${PAGE}`,
    `${section}/acquire|${acquire}|${PAGE}`,
    `${section}/release|${release}|${PAGE}`,
  ];
};

/** Its section runs in a turn of the event loop that found the lock free, so it is called below DISPATCH_LEVEL. It has no guard. */
const ASYNC_ROWS: readonly string[] = [
  `withSpinLockAsync|0..1|lock:internal:ordinary:raise:a0 cb:1:now::2 around:1|${PAGE}`,
  `withSpinLockAsync/acquire|0..1|raise:2 saves:t# lock:acquire:ordinary:raise:a0:t|${PAGE}`,
  `withSpinLockAsync/release|2|restore:t# lock:release:ordinary:raise:_:t|${PAGE}`,
];

/** The asynchronous wait gives its promise at once; what waits is the `await`. */
const MACHINE_ROWS: readonly string[] = [
  `waitForSingleObjectAsync|0..1||${PAGE}`,
  `idleProcessor|0..1|block cb:0:now::0..1|${PAGE}`,
  `attachProcessor|0||${PAGE}`,
  `detachProcessor|0||${PAGE}`,
];

export const GUARD_TABLE: string = [...KINDS.flatMap(rowsOf), ...ASYNC_ROWS, ...MACHINE_ROWS].join("\n");
