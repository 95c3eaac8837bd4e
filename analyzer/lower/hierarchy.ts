import { ts } from "#compiler";
import type { Entities } from "./entities.js";
import { propertyNameText } from "./names.js";
import { isStatic } from "./owner.js";
import { propertyIdOf } from "./property-id.js";
import { propertyNamed } from "./property-named.js";

type ClassNode = ts.ClassLikeDeclaration;

const heritage = (node: ClassNode, token: ts.SyntaxKind): readonly ts.ExpressionWithTypeArguments[] =>
  node.heritageClauses?.filter((clause) => clause.token === token).flatMap((clause) => [...clause.types]) ?? [];

/** Name of a member within its class; static and instance members do not meet. */
const memberKey = (member: ts.Node): string | undefined => {
  const name = ts.isClassElement(member) || ts.isParameter(member) ? propertyNameText(member.name) : undefined;
  return name === undefined ? undefined : `${isStatic(member) ? "static " : ""}${name}`;
};

/** The classes that extend a class directly. */
export type Subclasses = ReadonlyMap<ClassNode, readonly ClassNode[]>;

/** Classes of the program: who extends whom, which members override or implement which. */
export class Hierarchy {
  readonly #checker: ts.TypeChecker;
  readonly #entities: Entities;
  readonly #bases = new Map<ClassNode, ClassNode | undefined>();
  readonly #subclasses: Subclasses;
  readonly #members = new Map<ClassNode, Map<string, ts.ClassElement[]>>();

  constructor(checker: ts.TypeChecker, entities: Entities, subclasses: Subclasses) {
    this.#checker = checker;
    this.#entities = entities;
    this.#subclasses = subclasses;
  }

  /** The class of the program that a class extends. */
  baseOf(node: ClassNode): ClassNode | undefined {
    if (this.#bases.has(node)) return this.#bases.get(node);
    const clause = heritage(node, ts.SyntaxKind.ExtendsKeyword)[0];
    const entity = clause && this.#entities.ofExpression(clause.expression);
    const base = entity?.kind === "class" && entity.node !== node ? entity.node : undefined;
    this.#bases.set(node, base);
    return base;
  }

  /** The class and those that it extends, nearest first. */
  chainOf(node: ClassNode): readonly ClassNode[] {
    const chain: ClassNode[] = [];
    for (let at: ClassNode | undefined = node; at && !chain.includes(at); at = this.baseOf(at)) chain.push(at);
    return chain;
  }

  /** The class and those that it extends, where a method that is called on such an object may be one of several. */
  lineageOf(node: ClassNode): readonly string[] | undefined {
    const chain = this.chainOf(node);
    const hasOthers =
      chain.some(({ heritageClauses }) => heritageClauses !== undefined) ||
      node.members.some((member) => ts.isMethodDeclaration(member) && this.overridesOf(member).length > 0);
    return hasOthers ? chain.map(propertyIdOf) : undefined;
  }

  membersNamed(node: ClassNode, key: string): readonly ts.ClassElement[] {
    return this.#membersOf(node).get(key) ?? [];
  }

  #membersOf(node: ClassNode): ReadonlyMap<string, ts.ClassElement[]> {
    const known = this.#members.get(node);
    if (known) return known;
    const members = new Map<string, ts.ClassElement[]>();
    for (const member of node.members) {
      const key = memberKey(member);
      if (key !== undefined) members.set(key, [...(members.get(key) ?? []), member]);
    }
    this.#members.set(node, members);
    return members;
  }

  /** Members of subclasses that take a member's place, at any depth. */
  overridesOf(member: ts.Node): readonly ts.ClassElement[] {
    const key = memberKey(member);
    if (key === undefined || !ts.isClassLike(member.parent) || key.includes("#")) return [];
    const found: ts.ClassElement[] = [];
    const seen = new Set<ClassNode>([member.parent]);
    const work = [...(this.#subclasses.get(member.parent) ?? [])];
    for (let node = work.pop(); node; node = work.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      found.push(...this.membersNamed(node, key));
      work.push(...(this.#subclasses.get(node) ?? []));
    }
    return found;
  }

  /** Declarations that a member overrides or implements: of base classes, then of interfaces. */
  overriddenBy(member: ts.Node): readonly ts.Declaration[] {
    const key = memberKey(member);
    if (key === undefined || !ts.isClassLike(member.parent)) return [];
    const bases = this.chainOf(member.parent).slice(1);
    const found: ts.Declaration[] = bases.flatMap((base) => [...this.membersNamed(base, key)]);
    if (isStatic(member)) return found;
    for (const type of this.interfacesOf(member.parent)) {
      const name = ts.isClassElement(member) ? member.name : undefined;
      const property = name && this.propertyLike(type, name);
      found.push(...(property?.declarations ?? []));
    }
    return found;
  }

  /** The property of `type` with the name of a declared member, which may be a symbol such as `[Symbol.dispose]`. */
  propertyLike(type: ts.Type, name: ts.PropertyName): ts.Symbol | undefined {
    const text = propertyNameText(name);
    return text === undefined ? undefined : propertyNamed(type, text);
  }

  /** Types that a class or one of its bases says it implements, and bases that are not of the program. */
  interfacesOf(node: ClassNode): readonly ts.Type[] {
    const types: ts.Type[] = [];
    for (const at of this.chainOf(node)) {
      const outside = this.baseOf(at) ? [] : heritage(at, ts.SyntaxKind.ExtendsKeyword);
      for (const clause of [...heritage(at, ts.SyntaxKind.ImplementsKeyword), ...outside])
        types.push(this.#checker.getTypeAtLocation(clause));
    }
    return types;
  }
}

export const openHierarchy = (
  checker: ts.TypeChecker,
  entities: Entities,
  classes: readonly ClassNode[],
): { readonly hierarchy: Hierarchy; readonly subclasses: Subclasses } => {
  const subclasses = new Map<ClassNode, ClassNode[]>();
  const hierarchy = new Hierarchy(checker, entities, subclasses);
  for (const node of classes) {
    const base = hierarchy.baseOf(node);
    if (base) subclasses.set(base, [...(subclasses.get(base) ?? []), node]);
  }
  return { hierarchy, subclasses };
};
