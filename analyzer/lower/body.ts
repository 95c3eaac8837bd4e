import type { ts } from "#compiler";
import type { Literal, Operation, Register } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import type { Join } from "./builder.js";
import { GraphBuilder } from "./builder.js";
import type { JumpTarget } from "./control.js";
import { Control } from "./control.js";
import type { FileContext } from "./program-context.js";
import type { UnitPlan } from "./unit-plan.js";

/** Lowers any syntax; the tables behind it know the kinds. */
export interface Dispatch {
  expression(body: Body, node: ts.Expression): Register;
  statement(body: Body, node: ts.Statement): void;
  condition(body: Body, node: ts.Expression, whenTrue: Join, whenFalse: Join): void;
}

/** A statement that `break` or `continue` can leave. */
export interface Breakable {
  readonly labels: readonly string[];
  readonly breaks: JumpTarget;
  readonly continues: JumpTarget | undefined;
  /** A labelled block is left only by its label. */
  readonly needsLabel: boolean;
}

/** Syntax nested deeper than this is recorded as not modelled: the stack is finite. */
const MAX_DEPTH = 250;

/** One function while its graph grows. */
export class Body {
  readonly program: FileContext;
  readonly plan: UnitPlan;
  readonly build = new GraphBuilder();
  readonly control: Control;
  readonly breakables: Breakable[] = [];
  /** Labels that stand right before the next statement. */
  labels: string[] = [];
  /** Where the optional chain around the current expression ends early. */
  chain: Join | undefined;
  /** The expression that continues that chain; any other starts its own. */
  link: ts.Expression | undefined;
  /** How many rounds of loops that are counted run here in all. */
  rounds = 1;
  /** Registers that exist, undefined, from the start. */
  readonly hoisted = new Set<Register>();
  readonly #dispatch: Dispatch;
  #depth = 0;

  constructor(program: FileContext, plan: UnitPlan, dispatch: Dispatch) {
    this.program = program;
    this.plan = plan;
    this.#dispatch = dispatch;
    this.control = new Control(this.build);
  }

  span(node: ts.Node): Span {
    return { file: this.plan.file.fileName, start: node.getStart(this.plan.file), end: node.end };
  }

  expression(node: ts.Expression): Register {
    if (this.#depth >= MAX_DEPTH) return this.unsupported("deeply nested expression", node);
    this.#depth += 1;
    const value = this.#dispatch.expression(this, node);
    this.#depth -= 1;
    return value;
  }

  statement(node: ts.Statement): void {
    if (this.#depth >= MAX_DEPTH) {
      this.unsupported("deeply nested statement", node);
      return;
    }
    this.#depth += 1;
    this.#dispatch.statement(this, node);
    this.#depth -= 1;
  }

  /** Leads to `whenTrue` or `whenFalse` as `node` decides; no boolean is stored on the way. */
  condition(node: ts.Expression, whenTrue: Join, whenFalse: Join): void {
    this.#dispatch.condition(this, node, whenTrue, whenFalse);
  }

  emit(operation: Operation): number {
    return this.build.emit(operation);
  }

  constant(value: Literal, node: ts.Node): Register {
    const dst = this.build.temp();
    this.emit({ kind: "const", dst, value, span: this.span(node) });
    return dst;
  }

  opaque(node: ts.Node): Register {
    const dst = this.build.temp();
    this.emit({ kind: "opaque", dst, span: this.span(node) });
    return dst;
  }

  copy(dst: Register, src: Register, node: ts.Node): void {
    this.emit({ kind: "copy", dst, src, span: this.span(node) });
  }

  /** Leads to `whenTrue` where `value` is undefined. */
  branchOnUndefined(value: Register, whenTrue: Join, whenFalse: Join, node: ts.Node): void {
    const span = this.span(node);
    const dst = this.build.temp();
    this.emit({ kind: "compare", dst, operator: "==", left: value, right: this.constant(undefined, node), span });
    this.build.branch(dst, whenTrue, whenFalse, span);
  }

  /** Records a construct that is not modelled; its value is not known. */
  unsupported(what: string, node: ts.Node): Register {
    this.#unsupported(what, node, false);
    return this.opaque(node);
  }

  /** Records a construct that is not modelled, and that may undo later what is open here. */
  entrust(what: string, node: ts.Node): void {
    this.#unsupported(what, node, true);
  }

  #unsupported(what: string, node: ts.Node, entrusts: boolean): void {
    const span = this.span(node);
    this.program.unsupported.push({ what, span });
    this.emit({ kind: "unsupported", what, entrusts, span });
  }
}
