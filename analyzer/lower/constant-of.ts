import { ts } from "#compiler";
import type { Body } from "./body.js";
import type { Constant } from "./constants.js";
import { bare } from "./syntax.js";

/** The literal that an expression is written as, or that its name stands for. */
export const constantOf = (body: Body, node: ts.Expression): Constant | undefined => {
  const plain = bare(node);
  if (ts.isNumericLiteral(plain)) return { value: Number(plain.text) };
  if (ts.isStringLiteralLike(plain)) return { value: plain.text };
  return ts.isIdentifier(plain) ? body.program.constants.ofIdentifier(plain) : undefined;
};
