import type { ts } from "#compiler";

/** Asks; where the compiler's own recursion runs out of stack, the question counts as one without an answer. */
const orElse = <Answer>(unanswered: () => Answer, ask: () => Answer): Answer => {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unanswered();
  }
};

const nothing = (): undefined => undefined;

/**
 * The checker, for questions about code of any depth: long chains of one expression are inferred by recursion. What has no
 * answer leaves calls unresolved, which are counted.
 */
export const patientChecker = (checker: ts.TypeChecker): ts.TypeChecker => {
  const anything = (): ts.Type => checker.getAnyType();
  return {
    ...checker,
    getSymbolAtLocation: (node) => orElse(nothing, () => checker.getSymbolAtLocation(node)),
    getShorthandAssignmentValueSymbol: (node) => orElse(nothing, () => checker.getShorthandAssignmentValueSymbol(node)),
    getContextualType: (node) => orElse(nothing, () => checker.getContextualType(node)),
    getConstantValue: (node) => orElse(nothing, () => checker.getConstantValue(node)),
    getTypeAtLocation: (node) => orElse(anything, () => checker.getTypeAtLocation(node)),
    getTypeOfSymbol: (symbol) => orElse(anything, () => checker.getTypeOfSymbol(symbol)),
    getTypeFromTypeNode: (node) => orElse(anything, () => checker.getTypeFromTypeNode(node)),
    getReturnTypeOfSignature: (signature) => orElse(anything, () => checker.getReturnTypeOfSignature(signature)),
  };
};
