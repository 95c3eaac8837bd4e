import type { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";
import type { FunctionNode } from "./unit-plan.js";

/** What a name stands for, as far as symbols tell. */
export type Entity =
  /** A function with a body in the program. */
  | { readonly kind: "function"; readonly node: FunctionNode }
  /** Known by contract only: WDK routine, `irql/runtime`, tagged declaration without a body. */
  | {
      readonly kind: "contract";
      readonly key: string;
      /** Of a member of an interface or abstract class: whatever takes its place in the program runs. */
      readonly property?: { readonly id: PropertyId; readonly name: string } | undefined;
    }
  | { readonly kind: "class"; readonly node: ts.ClassLikeDeclaration }
  /** A variable or parameter; its value is followed at run time of the analysis. */
  | { readonly kind: "variable"; readonly declaration: VariableDeclaration; readonly name: string }
  | { readonly kind: "property"; readonly id: PropertyId; readonly name: string; readonly declaration: ts.Declaration }
  | { readonly kind: "accessor"; readonly id: PropertyId; readonly name: string; readonly symbol: ts.Symbol }
  /** Declared by the language or Node; `keys` are its names as the table of callbacks may have them. */
  | { readonly kind: "library"; readonly id: PropertyId; readonly name: string; readonly keys: readonly string[] }
  /** Declared, but its body is not part of the program. */
  | { readonly kind: "external"; readonly name: string }
  /** A module or namespace; `unresolved`: a module that was not found, whose members are known by name at most; `module`: its name. */
  | { readonly kind: "namespace"; readonly unresolved: boolean; readonly module?: string | undefined }
  | { readonly kind: "unknown" };

export type VariableDeclaration = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

export const UNKNOWN: Entity = { kind: "unknown" };
