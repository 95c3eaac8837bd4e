import { ts } from "#compiler";
import type { Literal, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { constantOf } from "./constant-of.js";
import type { Constant } from "./constants.js";
import { propertyNameText } from "./names.js";
import { ownReferences } from "./own-references.js";
import { bare } from "./syntax.js";

/** `[PASSIVE_LEVEL, APC_LEVEL].includes(level)`, `has` of a set, `level in { 0: … }`: the same as a chain of comparisons. */
export interface Membership {
  readonly node: ts.Expression;
  readonly subject: ts.Expression;
  readonly members: readonly Literal[];
}

/** Longer lists are data. */
const MAX_MEMBERS = 16;

const METHODS: ReadonlyMap<string, RegExp> = new Map([
  ["includes", /^(?:Readonly)?Array\.includes$/],
  ["has", /^(?:Readonly)?Set\.has$/],
]);

/** A number that is written as a property's name is one: nobody looks it up by its text. */
const keyOf = (body: Body, member: ts.ObjectLiteralElementLike): Constant | undefined => {
  const { name } = member;
  if (!name) return undefined;
  if (ts.isComputedPropertyName(name)) return constantOf(body, name.expression);
  const text = propertyNameText(name);
  if (text === undefined) return undefined;
  return { value: String(Number(text)) === text ? Number(text) : text };
};

/** All of them, where each is known and they are few. */
const allOf = (members: readonly (Constant | undefined)[]): readonly Literal[] | undefined => {
  const known = members.filter((member) => member !== undefined);
  return members.length <= MAX_MEMBERS && known.length === members.length ? known.map(({ value }) => value) : undefined;
};

/** Members of a list that is written down: `[a, b]`, `new Set([a, b])`; the names in an object. */
const written = (body: Body, node: ts.Expression | undefined): readonly Literal[] | undefined => {
  const plain = node && bare(node);
  if (!plain) return undefined;
  if (ts.isNewExpression(plain)) {
    const made = body.program.entities.ofExpression(plain.expression);
    return made.kind === "library" && made.name === "Set" ? written(body, plain.arguments?.[0]) : undefined;
  }
  if (ts.isObjectLiteralExpression(plain)) return allOf(plain.properties.map((each) => keyOf(body, each)));
  return ts.isArrayLiteralExpression(plain) ? allOf(plain.elements.map((each) => constantOf(body, each))) : undefined;
};

/** Of a variable that nobody fills or empties: it is asked for members, and nothing else. */
const membersIn = (
  body: Body,
  node: ts.Expression,
  isAsked: (name: ts.MemberName) => boolean,
): readonly Literal[] | undefined => {
  const plain = bare(node);
  if (!ts.isIdentifier(plain)) return written(body, plain);
  const declaration = body.program.checker.getSymbolAtLocation(plain)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const members = written(body, declaration.initializer);
  return members && ownReferences(body, declaration)?.every(isAsked) ? members : undefined;
};

const isMethodAsked = ({ parent }: ts.MemberName): boolean =>
  ts.isPropertyAccessExpression(parent) && METHODS.has(parent.name.text);

const isKeyAsked = ({ parent }: ts.MemberName): boolean =>
  ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword;

interface Question {
  readonly subject: ts.Expression;
  readonly members: readonly Literal[] | undefined;
}

const askedByMethod = (body: Body, node: ts.CallExpression): Question | undefined => {
  if (!ts.isPropertyAccessExpression(node.expression) || ts.isOptionalChain(node)) return undefined;
  const { expression: callee, arguments: given } = node;
  const library = METHODS.get(callee.name.text);
  const [subject, ...others] = given;
  if (library === undefined || !subject || ts.isSpreadElement(subject) || others.length > 0) return undefined;
  const entity = body.program.entities.ofExpression(callee);
  if (entity.kind !== "library" || !library.test(entity.name)) return undefined;
  return { subject, members: membersIn(body, callee.expression, isMethodAsked) };
};

const askedByKey = (body: Body, { left, operatorToken, right }: ts.BinaryExpression): Question | undefined =>
  operatorToken.kind === ts.SyntaxKind.InKeyword && !ts.isPrivateIdentifier(left)
    ? { subject: left, members: membersIn(body, right, isKeyAsked) }
    : undefined;

export const membershipOf = (body: Body, node: ts.Expression): Membership | undefined => {
  const question = ts.isCallExpression(node)
    ? askedByMethod(body, node)
    : ts.isBinaryExpression(node)
      ? askedByKey(body, node)
      : undefined;
  const members = question?.members ?? [];
  return question && members.length > 0 ? { node, subject: question.subject, members } : undefined;
};

/** Compares with one member after the other, up to the first that it is. */
const compareEach = (
  body: Body,
  { node, subject, members }: Membership,
  found: (isMember: Register, isLast: boolean) => void,
): void => {
  const left = body.expression(subject);
  for (const [index, member] of members.entries()) {
    const right = body.constant(member, node);
    const dst = body.build.temp();
    body.emit({ kind: "compare", dst, operator: "==", left, right, span: body.span(node) });
    found(dst, index === members.length - 1);
  }
};

export const branchOnMembership = (body: Body, membership: Membership, whenTrue: Join, whenFalse: Join): void => {
  compareEach(body, membership, (isMember, isLast) => {
    const next = isLast ? whenFalse : body.build.join();
    body.build.branch(isMember, whenTrue, next, body.span(membership.node));
    if (!isLast) body.build.bind(next);
  });
};

export const lowerMembership = (body: Body, membership: Membership): Register => {
  const dst = body.build.temp();
  const done = body.build.join();
  compareEach(body, membership, (isMember, isLast) => {
    body.copy(dst, isMember, membership.node);
    if (isLast) return;
    const next = body.build.join();
    body.build.branch(isMember, done, next, body.span(membership.node));
    body.build.bind(next);
  });
  body.build.bind(done);
  return dst;
};
