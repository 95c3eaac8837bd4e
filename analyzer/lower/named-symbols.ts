import { ts } from "#compiler";

/** The symbol that an identifier names as a value: asked once, since each answer climbs all syntax around the name. */
export class NamedSymbols {
  readonly #checker: ts.TypeChecker;
  readonly #byNode = new Map<ts.Identifier, ts.Symbol | undefined>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  of(node: ts.Identifier): ts.Symbol | undefined {
    if (this.#byNode.has(node)) return this.#byNode.get(node);
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    this.#byNode.set(node, symbol);
    return symbol;
  }
}
