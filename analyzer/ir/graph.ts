import type { FunctionId, Operation, PlaceId, Register, VariableId } from "./operation.js";
import type { Span } from "./span.js";

export type NodeId = number;

/**
 * `next`: falls through; `true`/`false`: out of a `branch`; `throw`: taken when the operation throws, with the state from
 * before its effect; `close`: out of a `yield`, where the generator is left for good. `handler` says where a `throw` edge
 * leads: an exception that unknown code might raise is followed only into a `catch` that the programmer wrote.
 */
export interface Edge {
  readonly to: NodeId;
  readonly when: "next" | "true" | "false" | "throw" | "close";
  readonly handler?: "catch" | "finally" | "exit" | undefined;
}

export interface GraphNode {
  readonly id: NodeId;
  readonly operation: Operation;
  readonly edges: readonly Edge[];
}

/** One function body. Node 0 is `enter`; exactly one `exit` and one `throwExit`. Nodes that cannot be reached are dropped. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly exit: NodeId;
  readonly throwExit: NodeId;
}

export interface Parameter {
  readonly name: string;
  readonly register: Register;
  readonly rest: boolean;
}

/** How a role came about: declared type, `satisfies`, a parameter's type, or registration with a routine. */
export interface RoleBinding {
  /** `KDEFERRED_ROUTINE`, or a refinement such as `KDEFERRED_ROUTINE (threaded)`. */
  readonly role: string;
  readonly how: "declared" | "satisfies" | "passed" | "assigned" | "returned" | "tagged";
  readonly span: Span;
}

/** A function as the stages after `lower` know it. */
export interface FunctionUnit {
  readonly id: FunctionId;
  /** For people: `drainQueue`, `Nic.onInterrupt`, `<callback in start>`, `<module>`. */
  readonly name: string;
  readonly file: string;
  /** The whole function. */
  readonly span: Span;
  /** Its name, or the start of an anonymous function. */
  readonly nameSpan: Span;
  readonly kind: "module" | "function" | "method" | "constructor" | "getter" | "setter" | "static-block";
  /** An arrow function has none: its `this` is that of the place where it is made, whatever it is called on. */
  readonly hasOwnThis: boolean;
  /** The class whose objects are its `this`, and those that this class extends, nearest first; none where it is no method. */
  readonly classes: readonly string[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Variables of enclosing functions that it may read, itself or through others, and that are assigned once. */
  readonly captures: readonly VariableId[];
  readonly parameters: readonly Parameter[];
  /** The function that lexically encloses this one; undefined for a module. */
  readonly parent: FunctionId | undefined;
  readonly roles: readonly RoleBinding[];
  /** Key into `Contracts` of what its tags declare. */
  readonly contract: string | undefined;
  /** Keys of further contracts that its overloads declare. */
  readonly overloads?: readonly string[] | undefined;
  /** Reachable by unknown callers: exported from one of the package's public entry points. */
  readonly isPublic: boolean;
  readonly isExported: boolean;
  readonly graph: Graph;
}

/** Functions stored in a property: `handlers.onDone = f`, `class A implements I { m() {} }` for `I.m`. */
export interface PropertyFunction {
  readonly property: string;
  readonly function: FunctionId;
}

/** A place that leaves the functions' names to code that the analysis cannot see. */
export interface Unsupported {
  readonly what: string;
  readonly span: Span;
}

export interface LoweredProgram {
  readonly functions: ReadonlyMap<FunctionId, FunctionUnit>;
  readonly propertyFunctions: readonly PropertyFunction[];
  /** Keys of the contracts with the locks that guard properties and variables. */
  readonly guards: ReadonlyMap<PlaceId, string>;
  readonly unsupported: readonly Unsupported[];
}
