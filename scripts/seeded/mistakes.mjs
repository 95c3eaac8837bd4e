// Kinds of mistakes: each takes a correct source and gives the edits that make one mistake, one at a time.
import ts from "typescript";
import { callSites, DPC_FORM, functionsOfRole, isRelease, pairs, raises, RELEASE_OF } from "./sites.mjs";

const replace = (node, text) => ({ start: node.getStart(), end: node.getEnd(), text });
const remove = (node) => replace(node, ";");
const after = (node, text) => ({ start: node.getEnd(), end: node.getEnd(), text: ` ${text}` });
const before = (node, text) => ({ start: node.getStart(), end: node.getStart(), text: `${text} ` });
/** Imports may stand anywhere: at the end they move no line. */
const importing = (source, ...names) => ({
  start: source.getEnd(),
  end: source.getEnd(),
  text: `\nimport { ${names.map((name) => `${name} as ${name}`).join(", ")} } from "irql/runtime";\n`,
});

const importedNames = (source) =>
  new Set(
    source.statements.flatMap((statement) =>
      ts.isImportDeclaration(statement) &&
      statement.importClause?.namedBindings !== undefined &&
      ts.isNamedImports(statement.importClause.namedBindings)
        ? statement.importClause.namedBindings.elements.map((element) => element.name.text)
        : [],
    ),
  );

/** The edits with an import of what they use and the source does not import yet. */
const using = (source, names, edits) => {
  const missing = names.filter((name) => !importedNames(source).has(name));
  return missing.length === 0 ? edits : [...edits, importing(source, ...missing)];
};

const call = (name, ...args) => `${name}(${args.join(", ")})`;

/** The acquire as a statement without its result. */
const plainCall = ({ name, args }) => `${call(name, ...args)};`;

const makeAsync = (owner) => {
  if (!ts.isFunctionLike(owner)) return [];
  const modifiers = owner.modifiers ?? [];
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) return [];
  if (ts.isFunctionDeclaration(owner) || ts.isFunctionExpression(owner))
    return [
      before(
        owner.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword),
        "async",
      ),
    ];
  if (ts.isArrowFunction(owner)) return [before(owner, "async")];
  return ts.isMethodDeclaration(owner) ? [before(owner.name, "async")] : undefined;
};

const SOMETIMES = "if (Date.now() % 2 === 0)";

const dpcPair = (source, { acquire, releases }) => {
  const name = DPC_FORM[acquire.name];
  if (name === undefined || releases.length === 0) return [];
  const release = RELEASE_OF[name];
  const given = acquire.name.includes("InStackQueued") ? 1 : undefined;
  const releaseArgs = ({ args }) => (given === undefined ? [args[0]] : args);
  const acquired = replace(acquire.statement, `${call(name, ...acquire.args)};`);
  const released = releases.map((one) => replace(one.statement, `${call(release, ...releaseArgs(one))};`));
  return [using(source, [name, release], [acquired, ...released])];
};

const nested = (all) =>
  all.flatMap((outer) =>
    all
      .filter(
        (inner) =>
          inner.acquire.owner === outer.acquire.owner &&
          inner.acquire.statement.pos > outer.acquire.statement.pos &&
          outer.releases.length > 0 &&
          inner.releases.length > 0 &&
          inner.acquire.args[0] !== outer.acquire.args[0] &&
          inner.acquire.statement.pos < Math.min(...outer.releases.map(({ statement }) => statement.pos)),
      )
      .map((inner) => ({ outer, inner })),
  );

const lockName = (text) => /[\w#]+(?=\W*$)/.exec(text)?.[0] ?? text;

/** A lock that other code of the corpus takes, too: a different kind here is a mix. */
const isTakenElsewhere = (acquire, corpusText) =>
  [...corpusText.matchAll(/Acquire\w*\(([^(),]*)/g)].filter(([, lock]) => lockName(lock) === lockName(acquire.args[0]))
    .length > 1;

const queuedInstead = (source, { acquire, releases }, { text }) => {
  if (acquire.name !== "KeAcquireSpinLock" || releases.length === 0 || !isTakenElsewhere(acquire, text)) return [];
  const made = "new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES))";
  const names = ["KLOCK_QUEUE_HANDLE", "KeAcquireInStackQueuedSpinLock", "KeReleaseInStackQueuedSpinLock"];
  return [
    using(source, names, [
      before(acquire.statement, `const seededHandle = ${made};`),
      replace(acquire.statement, `${call(names[1], acquire.args[0], "seededHandle")};`),
      ...releases.map(({ statement }) => replace(statement, `${call(names[2], "seededHandle")};`)),
    ]),
  ];
};

const firstStatement = (node) => node.body.statements[0];

/** Statements of the section whose callee says in its tags that it needs the level or the lock. */
const needyCalls = ({ acquire, releases }, { needy }) => {
  const block = acquire.statement.parent;
  const end = Math.min(...releases.map(({ statement }) => statement.pos));
  return block.statements?.filter(
    (statement) =>
      statement.pos > acquire.statement.pos &&
      statement.pos < end &&
      ts.isExpressionStatement(statement) &&
      ts.isCallExpression(statement.expression) &&
      needy.has(lockName(statement.expression.expression.getText())),
  );
};

const onAcquires = (make) => (source, corpus) =>
  pairs(callSites(source)).flatMap((pair) => make(source, pair, corpus) ?? []);
const onReleases = (make) => (source) =>
  callSites(source)
    .filter(isRelease)
    .flatMap((release) => make(source, release) ?? []);

const insideSection = (text, names = []) =>
  onAcquires((source, { acquire }) => [using(source, names, [after(acquire.statement, text)])]);

const endsFunction = (statement) =>
  ts.isFunctionLike(statement.parent.parent) && statement.parent.statements.at(-1) === statement;

/** One entry per kind: `(source, corpus) → list of edit lists`, each of which makes one mistake. */
export const MISTAKES = {
  "drop a release": onReleases((_, { statement }) => [[remove(statement)]]),
  "drop an acquire": onAcquires((source, { acquire, releases }) => {
    if (releases.length === 0) return [];
    if (acquire.saved === undefined) return [[remove(acquire.statement)]];
    return [using(source, ["KeGetCurrentIrql"], [replace(acquire.call, "KeGetCurrentIrql()")])];
  }),
  "release twice": onReleases((_, release) => [[after(release.statement, plainCall(release))]]),
  "acquire twice": onAcquires((_, { acquire }) => [[after(acquire.statement, plainCall(acquire))]]),
  "acquire by the `AtDpcLevel` form, release by the other": onAcquires((source, { acquire, releases }) => {
    const name = DPC_FORM[acquire.name];
    if (name === undefined || releases.length === 0) return [];
    return [using(source, [name], [replace(acquire.call, call(name, ...acquire.args))])];
  }),
  "both by the `AtDpcLevel` form": onAcquires(dpcPair),
  "release by another form": onReleases((source, { name, args, call: made }) => {
    const other = {
      KeReleaseSpinLock: "KeReleaseSpinLockFromDpcLevel",
      KeReleaseSpinLockFromDpcLevel: "KeReleaseSpinLock",
    };
    const wanted = other[name];
    if (wanted === undefined) return [];
    const rest = wanted === "KeReleaseSpinLock" ? ["0"] : [];
    return [using(source, [wanted], [replace(made, call(wanted, args[0], ...rest))])];
  }),
  "the `Kef` form on one side": onReleases((source, { name, args, call: made }) => {
    if (name !== "KeReleaseSpinLockFromDpcLevel") return [];
    return [
      using(
        source,
        ["KefReleaseSpinLockFromDpcLevel"],
        [replace(made, call("KefReleaseSpinLockFromDpcLevel", args[0]))],
      ),
    ];
  }),
  "restore a literal level": onReleases((source, { call: made, args, name }) => {
    const restores = Object.entries(RELEASE_OF).some(([taken, given]) => given === name && raises(taken));
    if (!restores || args.length < 1 || name.includes("InStackQueued")) return [];
    return [using(source, ["APC_LEVEL"], [replace(made, call(name, ...args.slice(0, -1), "APC_LEVEL"))])];
  }),
  "swap two saved levels": (source) =>
    nested(pairs(callSites(source))).flatMap(({ outer, inner }) => {
      const { saved: a } = outer.acquire;
      const { saved: b } = inner.acquire;
      if (a === undefined || b === undefined) return [];
      const swapped = (release, level) => replace(release.call, call(release.name, release.args[0], level));
      return [[...outer.releases.map((one) => swapped(one, b)), ...inner.releases.map((one) => swapped(one, a))]];
    }),
  "take two locks in the other order": (source) =>
    nested(pairs(callSites(source))).flatMap(({ outer, inner }) => {
      const [a] = outer.acquire.args;
      const [b] = inner.acquire.args;
      const swapped = ({ call: made }, lock) => replace(made.arguments[0], lock);
      const byLock = ({ name }) => !name.includes("ReleaseInStackQueued");
      return [
        [
          swapped(outer.acquire, b),
          swapped(inner.acquire, a),
          ...outer.releases.filter(byLock).map((one) => swapped(one, b)),
          ...inner.releases.filter(byLock).map((one) => swapped(one, a)),
        ],
      ];
    }),
  "use the other kind of lock": onAcquires(queuedInstead),
  // At the end of a function a `return` changes nothing.
  "return inside the section": onAcquires((source, { acquire }) =>
    endsFunction(acquire.statement)
      ? []
      : [using(source, [], [after(acquire.statement, `${SOMETIMES} return undefined as never;`)])],
  ),
  "throw inside the section": insideSection(`${SOMETIMES} throw new Error("seeded");`),
  "await inside the section": onAcquires((_, { acquire }) => {
    const edits = makeAsync(acquire.owner);
    return edits === undefined || !ts.isFunctionLike(acquire.owner)
      ? []
      : [[...edits, after(acquire.statement, "await null;")]];
  }),
  "wait inside the section": insideSection("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);"),
  "complete a request inside the section": onAcquires((source, { acquire }) => [
    [
      after(acquire.statement, "IoCompleteRequest(undefined as never, 0);"),
      {
        start: source.getEnd(),
        end: source.getEnd(),
        text: "\ndeclare function IoCompleteRequest(irp: never, boost: number): void;\n",
      },
    ],
  ]),
  "move a call out of the lock": (source, corpus) =>
    pairs(callSites(source)).flatMap((pair) =>
      (needyCalls(pair, corpus) ?? []).map((statement) => [
        remove(statement),
        before(pair.acquire.statement, statement.getText()),
      ]),
    ),
  "drop a `KeLowerIrql`": (source) =>
    callSites(source)
      .filter(({ name }) => name === "KeLowerIrql")
      .map(({ statement }) => [remove(statement)]),
  "lower to another level": (source) =>
    callSites(source)
      .filter(({ name }) => name === "KeLowerIrql")
      .map(({ call: made }) => using(source, ["APC_LEVEL"], [replace(made, call("KeLowerIrql", "APC_LEVEL"))])),
  "release by another handle": onReleases((source, { name, call: made }) => {
    if (!name.includes("InStackQueued")) return [];
    const other = "new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES))";
    return [using(source, ["KLOCK_QUEUE_HANDLE"], [replace(made, call(name, other))])];
  }),
  "a spin lock in an interrupt routine": (source) =>
    functionsOfRole(source, "KSERVICE_ROUTINE").map((node) =>
      using(
        source,
        ["KSPIN_LOCK", "KeAcquireSpinLock", "KeReleaseSpinLock"],
        [
          before(firstStatement(node), "KeReleaseSpinLock(seededLock, KeAcquireSpinLock(seededLock));"),
          {
            start: source.getEnd(),
            end: source.getEnd(),
            text: "\nconst seededLock = new KSPIN_LOCK(new SharedArrayBuffer(64), 0);\n",
          },
        ],
      ),
    ),
  "a wait in a DPC": (source) =>
    functionsOfRole(source, "KDEFERRED_ROUTINE").map((node) =>
      using(
        source,
        ["KeDelayExecutionThread"],
        [before(firstStatement(node), "KeDelayExecutionThread(0, false, -10000);")],
      ),
    ),
};
