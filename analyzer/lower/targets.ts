import { ts } from "#compiler";
import type { Target } from "../ir/operation.js";
import type { Entity } from "./entity.js";
import { constructorOf } from "./owner.js";
import type { FileContext } from "./program-context.js";
import { propertyIdOf } from "./property-id.js";
import type { FunctionNode } from "./unit-plan.js";

export const functionTarget = (program: FileContext, node: ts.Node): readonly Target[] => {
  const plan = program.survey.plans.get(node);
  return plan ? [{ kind: "function", id: plan.id }] : [];
};

/** A method and those that may run in its place. */
export const withOverrides = (program: FileContext, node: FunctionNode): readonly Target[] =>
  [node, ...program.hierarchy.overridesOf(node)].flatMap((n) => [...functionTarget(program, n)]);

export const libraryTarget = (program: FileContext, name: string, keys: readonly string[]): Target => {
  for (const key of keys) {
    if (program.contracts.builtin(key)) return { kind: "contract", contract: key };
    const blocking = program.contracts.blockingLibrary(key);
    if (blocking !== undefined) return { kind: "contract", contract: blocking };
    const callback = program.contracts.libraryCallback(key);
    if (callback) return { kind: "callbacks", name: key, when: callback.when, args: callback.args };
  }
  return { kind: "external", name, library: true };
};

/** Members such as `Disposable[Symbol.dispose]` have bodies in the program where a class implements them. */
const libraryTargets = (program: FileContext, entity: Entity & { kind: "library" }): readonly Target[] =>
  program.propertyFunctions.of(entity.id).length > 0
    ? [{ kind: "property", property: entity.id, name: entity.name }]
    : [libraryTarget(program, entity.name, entity.keys)];

/** A member that only tags speak of has bodies where classes and objects of the program implement it. */
const contractTargets = (program: FileContext, { key, property }: Entity & { kind: "contract" }): readonly Target[] =>
  property !== undefined && program.propertyFunctions.of(property.id).length > 0
    ? [{ kind: "property", property: property.id, name: property.name }]
    : [{ kind: "contract", contract: key }];

/** Whom calling what the name stands for may reach; `undefined` where the called value itself has to be followed. */
export const targetsOf = (program: FileContext, entity: Entity): readonly Target[] | undefined => {
  switch (entity.kind) {
    case "function":
      return withOverrides(program, entity.node);
    case "contract":
      return contractTargets(program, entity);
    case "library":
      return libraryTargets(program, entity);
    case "external":
      return [{ kind: "external", name: entity.name }];
    default:
      return undefined;
  }
};

/** What the object holds decides, where that is known. */
export const isDispatched = (target: Target): boolean => target.kind === "property";

/** Dispatch through a property: to all functions that it may hold, as far as the program can fill it. */
export const propertyTargets = (program: FileContext, entity: Entity & { kind: "property" }): readonly Target[] => {
  const file = entity.declaration.getSourceFile();
  const isOurs = !program.origins.isInstalled(file) && !program.origins.isLibrary(file);
  if (isOurs || program.propertyFunctions.of(entity.id).length > 0)
    return [{ kind: "property", property: entity.id, name: entity.name }];
  return [{ kind: "external", name: entity.name }];
};

/** The one target that stands for a function value. */
export const valueTarget = (program: FileContext, entity: Entity): Target | undefined => {
  if (entity.kind === "class") {
    const made = program.survey.plans.get(constructorOf(entity.node));
    return made ? { kind: "function", id: made.id } : { kind: "external", name: entity.node.name?.text ?? "<class>" };
  }
  const targets = targetsOf(program, entity);
  if (entity.kind === "function" && targets && targets.length > 1 && ts.isMethodDeclaration(entity.node))
    return { kind: "property", property: propertyIdOf(entity.node), name: entity.node.name.getText() };
  return targets?.[0];
};
