import { describe, expect, test } from "vitest";
import { lowerProject, lowerText } from "./testing/program.js";
import type { Project } from "./testing/program.js";

const roles = (project: Project, name: string): string[] =>
  project.unit(name).roles.map((role) => `${role.role} ${role.how}`);
const IMPORT = `import { KeInitializeDpc, KeInitializeThreadedDpc, type KDEFERRED_ROUTINE, type IO_COMPLETION_ROUTINE, KDPC } from "irql/runtime";\n`;

describe("roles", () => {
  test("declared, satisfied, returned, assigned, in literals, classes and arrays, through aliases", () => {
    const project = lowerText(`${IMPORT}
type Mine = KDEFERRED_ROUTINE<number>; interface Ops { done: Mine; list: IO_COMPLETION_ROUTINE[] } type Table = Record<string, IO_COMPLETION_ROUTINE>;
const a: KDEFERRED_ROUTINE = () => {}; const b = (() => {}) satisfies Mine; const make = (): Mine => function made() {};
const ops: Ops = { done() {}, list: [function item() { return 0; }] }; const table: Table = { x: function entry() { return 0; } };
class Nic { onDpc: Mine | null = () => {}; } class Impl implements Pick<Ops, "done"> { done() {} } let later: KDEFERRED_ROUTINE; later = named; function named() {}
const plain = () => {}; function take(r: Mine) {} take(plain);`);
    const deferred = "KDEFERRED_ROUTINE";
    expect(
      ["a", "b", "made", "ops.done", "Nic.onDpc", "Impl.done", "named", "plain"].map((name) => roles(project, name)),
    ).toEqual([
      [`${deferred} declared`],
      [`${deferred} satisfies`],
      [`${deferred} returned`],
      [`${deferred} declared`],
      [`${deferred} declared`],
      [`${deferred} declared`],
      [`${deferred} assigned`],
      [`${deferred} passed`],
    ]);
    expect(roles(project, "item")).toEqual(["IO_COMPLETION_ROUTINE declared"]);
    expect(roles(project, "entry")).toEqual(["IO_COMPLETION_ROUTINE declared"]);
  });
  test("registration with a routine wins over the parameter's type; names, methods and bind count", () => {
    const project = lowerText(`${IMPORT}
function threaded() {} function ordinary() {} class Nic { onDpc() {} start(d: KDPC) { KeInitializeThreadedDpc(d, threaded, 0); KeInitializeDpc(d, ordinary, 0); KeInitializeDpc(d, this.onDpc.bind(this), 0); } }`);
    expect(roles(project, "threaded")).toEqual(["KDEFERRED_ROUTINE (threaded) passed"]);
    expect(roles(project, "ordinary")).toEqual(["KDEFERRED_ROUTINE passed"]);
    expect(roles(project, "Nic.onDpc")).toEqual(["KDEFERRED_ROUTINE passed"]);
  });
  test("types of modules that are not found, and aliases of the project by that name", () => {
    const project =
      lowerText(`import type { KDEFERRED_ROUTINE, PKDEFERRED_ROUTINE } from "missing"; type IO_COMPLETION_ROUTINE = () => number; type Nothing = () => void;
const a: KDEFERRED_ROUTINE = () => {}; const b: PKDEFERRED_ROUTINE = () => {}; const c: IO_COMPLETION_ROUTINE = () => 0; const d: Nothing = () => {}; const e: import("irql/runtime").KDEFERRED_ROUTINE = () => {};`);
    expect(["a", "b", "c", "d", "e"].map((name) => roles(project, name).length)).toEqual([1, 1, 1, 0, 1]);
  });
});

describe("tags", () => {
  test("functions, variables, members, overloads and what they implement", () => {
    const project = lowerText(`
/** @irqlRequires DISPATCH_LEVEL */
export function a(lock: object) {}
/** @irqlRequiresMax DISPATCH_LEVEL */
const b = (x: number) => x;
/** @irqlRequiresMin DISPATCH_LEVEL */
function c(x: number): void;
function c(x: any) {}
interface I {
  /** @irqlRequires PASSIVE_LEVEL */
  m(x: number): void;
}
class A implements I { m(x: number) {} }
/** @irqlRaises DISPATCH_LEVEL */
declare function outside(): void;
/** @functionClass KDEFERRED_ROUTINE */
function dpc() {}
/** Only words. */
function words() {}
export function f(i: I) { outside(); i.m(1); }`);
    for (const name of ["a", "b", "c", "A.m"]) expect(project.unit(name).contract, name).toMatch(/^tags:/u);
    expect(project.unit("words").contract).toBeUndefined();
    expect(roles(project, "dpc")).toEqual(["KDEFERRED_ROUTINE tagged"]);
    const found = project
      .unit("f")
      .graph.nodes.flatMap(({ operation }) => (operation.kind === "call" ? operation.targets.map((t) => t.kind) : []));
    expect(found).toEqual(["contract", "property"]);
    expect(project.tags.find((tag) => tag.name === "a")).toMatchObject({
      parameters: ["lock"],
      comment: "/** @irqlRequires DISPATCH_LEVEL */",
    });
  });
});

describe("a contract", () => {
  const contractOf = (project: Project, name: string): string =>
    project.contracts
      .get(project.unit(name).contract ?? "")
      ?.tags?.map(({ tag }) => tag)
      .join(" ") ?? "none";

  test("comes with a type alias to what is declared with it", () => {
    const project = lowerText(`
/** @irqlRequires DISPATCH_LEVEL */
type Handler = (lock: object) => void;
type Same = Handler;
type Plain = () => void;
const a: Handler = () => {}; const b = (() => {}) satisfies Same; const c = (() => {}) as Handler; const d: Plain = () => {};
class Q { readonly e: Handler = () => {}; }
interface Host { f: Handler; g(): void }
class H implements Host { f = () => {}; g() {} }
const host: Host = { f: () => {}, g() {} };
declare const outside: Handler;
declare const given: { inner: Handler };
export function calls() { outside({}); given.inner({}); }`);
    const names = ["a", "b", "c", "Q.e", "H.f", "host.f"];
    expect(names.map((name) => contractOf(project, name))).toEqual(names.map(() => "irqlRequires"));
    expect(["d", "H.g", "host.g"].map((name) => contractOf(project, name))).toEqual(["none", "none", "none"]);
    const reached = project
      .unit("calls")
      .graph.nodes.flatMap(({ operation }) => (operation.kind === "call" ? operation.targets.map((t) => t.kind) : []));
    expect(reached).toEqual(["contract", "contract"]);
  });

  test("comes from what a member implements or overrides, unless it has its own", () => {
    const project = lowerText(`
abstract class Base {
  /** @irqlRequires DISPATCH_LEVEL */
  abstract run(): void;
  /** @mayBlock */
  stop() {}
}
class Mid extends Base { run() {} }
class Leaf extends Mid {
  /** @irqlRaises 2 */
  run() {}
  stop() {}
}
interface Ops { /** @acquiresLock lock */ take(lock: object): void }
const ops: Ops = { take() {} };
const own: Ops = { /** @releasesLock lock */ take(lock) {} };
const table: Record<string, Ops> = { one: { take: () => {} } };`);
    expect(
      ["Mid.run", "Leaf.run", "Leaf.stop", "ops.take", "own.take", "one.take"].map((name) => contractOf(project, name)),
    ).toEqual(["irqlRequires", "irqlRaises", "mayBlock", "acquiresLock", "releasesLock", "acquiresLock"]);
  });

  test("names the variable that its place means, in its own file and from another", () => {
    const project = lowerProject({
      "locks.ts": "export const lock = { held: 0 }; export let other = {};",
      "main.ts": `import { lock as queueLock, other } from "./locks"; const own = {};
/** @acquiresLock queueLock.held @releasesLock other @requiresLockHeld own @requiresLockNotHeld nowhere */
export function f(own2: object) {}`,
    });
    const contract = project.contracts.get(project.unit("f").contract ?? "");
    const names = [...(contract?.locks ?? []), ...(contract?.lockNeeds ?? [])].map(({ lock }) =>
      lock?.root.kind === "global" ? lock.root.name : lock?.root.kind,
    );
    expect(names).toEqual([
      "var:/project/locks.ts#<module>@0/lock@13",
      "var:/project/locks.ts#<module>@0/other@44",
      "var:/project/main.ts#<module>@0/own@58",
    ]);
  });
});

test("what other files and unknown callers can reach", () => {
  const project = lowerProject(
    {
      "inner.ts":
        "export function shown() {} export function kept() {} function own() {} export class C { m() {} private p() {} } own();",
      "main.ts": `export { shown as renamed, C } from "./inner"; export const arrow = () => {}; export default { method() {} };`,
    },
    ["main.ts"],
  );
  const seen = (name: string): string => {
    const unit = project.unit(name);
    return unit.isPublic ? "public" : unit.isExported ? "exported" : "own";
  };
  expect(["shown", "kept", "own", "C.m", "C.p", "arrow", "method"].map(seen)).toEqual([
    "public",
    "exported",
    "own",
    "public",
    "own",
    "public",
    "public",
  ]);
});
