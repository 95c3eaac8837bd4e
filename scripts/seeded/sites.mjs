// Where mistakes can be made in a correct source: acquires, releases and the functions that they stand in.
import ts from "typescript";

const RAISING = {
  KeAcquireSpinLock: "KeReleaseSpinLock",
  KeAcquireSpinLockForDpc: "KeReleaseSpinLockForDpc",
  KeAcquireInStackQueuedSpinLock: "KeReleaseInStackQueuedSpinLock",
  ExAcquireSpinLockShared: "ExReleaseSpinLockShared",
  ExAcquireSpinLockExclusive: "ExReleaseSpinLockExclusive",
  KeAcquireInterruptSpinLock: "KeReleaseInterruptSpinLock",
  IoAcquireCancelSpinLock: "IoReleaseCancelSpinLock",
};
const AT_DPC_LEVEL = {
  KeAcquireSpinLockAtDpcLevel: "KeReleaseSpinLockFromDpcLevel",
  KefAcquireSpinLockAtDpcLevel: "KefReleaseSpinLockFromDpcLevel",
  KeAcquireInStackQueuedSpinLockAtDpcLevel: "KeReleaseInStackQueuedSpinLockFromDpcLevel",
  ExAcquireSpinLockSharedAtDpcLevel: "ExReleaseSpinLockSharedFromDpcLevel",
  ExAcquireSpinLockExclusiveAtDpcLevel: "ExReleaseSpinLockExclusiveFromDpcLevel",
};

/** A raising acquire and the form that needs the level. */
export const DPC_FORM = {
  KeAcquireSpinLock: "KeAcquireSpinLockAtDpcLevel",
  KeAcquireInStackQueuedSpinLock: "KeAcquireInStackQueuedSpinLockAtDpcLevel",
  ExAcquireSpinLockShared: "ExAcquireSpinLockSharedAtDpcLevel",
  ExAcquireSpinLockExclusive: "ExAcquireSpinLockExclusiveAtDpcLevel",
};

export const RELEASE_OF = { ...RAISING, ...AT_DPC_LEVEL };
const RELEASES = new Set(Object.values(RELEASE_OF));

export const raises = (name) => name in RAISING;

const callOf = (statement) => {
  if (ts.isExpressionStatement(statement)) {
    const { expression } = statement;
    if (ts.isCallExpression(expression)) return { call: expression, saved: undefined };
    if (ts.isBinaryExpression(expression) && ts.isCallExpression(expression.right))
      return { call: expression.right, saved: expression.left.getText() };
  }
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  const [declaration] = statement.declarationList.declarations;
  return declaration.initializer !== undefined && ts.isCallExpression(declaration.initializer)
    ? { call: declaration.initializer, saved: declaration.name.getText() }
    : undefined;
};

const functionOf = (node) => ts.findAncestor(node, (at) => ts.isFunctionLike(at)) ?? node.getSourceFile();

const site = (statement) => {
  const found = callOf(statement);
  if (found === undefined || !ts.isIdentifier(found.call.expression)) return undefined;
  return {
    statement,
    ...found,
    name: found.call.expression.text,
    args: found.call.arguments.map((argument) => argument.getText()),
    owner: functionOf(statement),
  };
};

/** Statements that are one call, in the order of the text. */
export const callSites = (source) => {
  const sites = [];
  const visit = (node) => {
    const found = ts.isStatement(node) ? site(node) : undefined;
    if (found !== undefined) sites.push(found);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return sites;
};

const isAcquire = ({ name }) => name in RELEASE_OF;
export const isRelease = ({ name }) => RELEASES.has(name);

/** What names the hold at a release: the handle of a queued lock, else the lock. */
const holdOf = ({ name, args }) => (name.includes("InStackQueued") && isAcquire({ name }) ? args[1] : args[0]) ?? "";

/** An acquire with the releases of the same hold in the same function. */
export const pairs = (sites) =>
  sites.filter(isAcquire).map((acquire) => ({
    acquire,
    releases: sites.filter(
      (other) =>
        other.owner === acquire.owner && other.name === RELEASE_OF[acquire.name] && holdOf(other) === holdOf(acquire),
    ),
  }));

const isFunctionBody = (node) => (ts.isFunctionLike(node) && node.body !== undefined ? node.body : undefined);

/** Functions with a body of statements whose declaration names the role. */
export const functionsOfRole = (source, role) => {
  const found = [];
  const visit = (node) => {
    const body = isFunctionBody(node);
    if (body !== undefined && ts.isBlock(body)) {
      const declared = ts.findAncestor(node, (at) => ts.isVariableStatement(at));
      const before = declared?.getText().slice(0, node.getStart() - declared.getStart());
      const after = declared?.getText().slice(node.getEnd() - declared.getStart());
      if (new RegExp(`\\b${role}\\b`).test(`${before ?? ""} ${after ?? ""}`)) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};
