import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { bindName, withDefault } from "./destructuring.js";
import { isLibraryType } from "./library-type.js";
import { bare } from "./syntax.js";

/** An element of a list, with its index, or of a map, with its key. */
export interface IndexedElement {
  readonly index: () => Register;
  readonly value: () => Register;
}

/** The list that a loop goes over, and what a round takes of it. */
export interface ArrayView {
  readonly list: ts.Expression;
  readonly bind: (element: IndexedElement) => void;
}

const VIEW = /^(?:Readonly)?(?:Array|Map)\.(entries|keys|values)$/;
const MAP = /^(?:Readonly)?Map$/;

/** `const [index, lock]`, and nothing that would need the pair itself. */
const pairOf = ({ initializer }: ts.ForOfStatement): readonly ts.ArrayBindingElement[] | undefined => {
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  if (!name || !ts.isArrayBindingPattern(name) || name.elements.length > 2) return undefined;
  return name.elements.some((one) => ts.isBindingElement(one) && one.dotDotDotToken) ? undefined : name.elements;
};

const bindPair = (body: Body, names: readonly ts.ArrayBindingElement[], element: IndexedElement): void => {
  for (const [at, name] of names.entries())
    if (ts.isBindingElement(name)) {
      const value = at === 0 ? element.index() : element.value();
      bindName(body, name, withDefault(body, value, name.initializer));
    }
};

/** What a map gives, asked for nothing else, are pairs. */
const isMap = ({ program }: Body, node: ts.ForOfStatement): boolean =>
  !node.awaitModifier && isLibraryType(program, program.checker.getTypeAtLocation(node.expression), MAP);

const viewedBy = (body: Body, node: ts.ForOfStatement, call: ts.Expression): string | undefined => {
  if (node.awaitModifier || !ts.isCallExpression(call)) return undefined;
  const entity = body.program.entities.ofExpression(call.expression);
  return entity.kind === "library" ? VIEW.exec(entity.name)?.[1] : undefined;
};

/**
 * The list or map that a loop goes over, itself or by `entries()`, `keys()` or `values()`, and how a round takes what it gets.
 * @param bind gives the loop's variable a value
 */
export const arrayView = (body: Body, node: ts.ForOfStatement, bind: (value: Register) => void): ArrayView => {
  const whole: ArrayView = {
    list: node.expression,
    bind: ({ value }) => {
      bind(value());
    },
  };
  const call = bare(node.expression);
  const isCall = ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression);
  const viewed = isCall ? viewedBy(body, node, call) : undefined;
  const list = viewed !== undefined && isCall ? call.expression.expression : node.expression;
  const view = viewed ?? (isMap(body, node) ? "entries" : undefined);
  if (view === undefined) return whole;
  if (view === "values") return { ...whole, list };
  const names = view === "entries" ? pairOf(node) : undefined;
  if (view === "entries" && !names) return whole;
  return {
    list,
    bind: (element) => {
      if (names) bindPair(body, names, element);
      else bind(element.index());
    },
  };
};
