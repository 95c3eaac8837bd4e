import { ts } from "#compiler";
import type { PropertyKey, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { propertyNameText } from "./names.js";
import { isStatic } from "./owner.js";
import { propertyIdOf } from "./property-id.js";
import { readVariable } from "./variables.js";

/** The key that a member declaration stores under. */
const declaredKey = (body: Body, member: ts.Declaration & { readonly name: ts.PropertyName }): PropertyKey => {
  const name = propertyNameText(member.name);
  if (name !== undefined) return { kind: "name", name, property: propertyIdOf(member) };
  const { name: written } = member;
  return {
    kind: "index",
    index: ts.isComputedPropertyName(written) ? body.expression(written.expression) : body.opaque(written),
  };
};

export const initialiseField = (body: Body, field: ts.PropertyDeclaration, self: Register): void => {
  if (!field.initializer) return;
  const src = body.expression(field.initializer);
  body.emit({ kind: "set", object: self, key: declaredKey(body, field), src, span: body.span(field) });
};

const isProperty = (parameter: ts.ParameterDeclaration): boolean =>
  ts.isParameterPropertyDeclaration(parameter, parameter.parent);

/** Parameter properties, then instance fields in order, as a constructor sets them. */
export const initialiseFields = (body: Body, node: ts.ClassLikeDeclaration, self: Register): void => {
  const written = body.plan.node;
  if (ts.isConstructorDeclaration(written))
    for (const parameter of written.parameters) {
      if (!isProperty(parameter) || !ts.isIdentifier(parameter.name)) continue;
      const key = { kind: "name", name: parameter.name.text, property: propertyIdOf(parameter) } as const;
      const src = readVariable(body, parameter, parameter);
      body.emit({ kind: "set", object: self, key, src, span: body.span(parameter) });
    }
  for (const member of node.members)
    if (ts.isPropertyDeclaration(member) && !isStatic(member)) initialiseField(body, member, self);
};
