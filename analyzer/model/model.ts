/**
 * model: says what each routine does to level and locks.
 * Takes names of WDK routines, role types and library functions, and the JSDoc comments that `lower` meets.
 * Gives contracts, roles, and the problems of tags that cannot be read.
 * Promises that no comment makes it throw, and that it reads only the rows that somebody asks for.
 * Leaves out what a body does: that is inferred by `summarize`.
 */
import type { ContractBook, DeclaredTags, LibraryCallback, TagSource } from "../contract/contract-book.js";
import type { Contract, Role, TagProblem } from "../contract/contract.js";
import { blockingLibraryContract } from "./blocking-library.js";
import { contractOfRole } from "./contract-of-role.js";
import { LazyMap } from "./lazy-map.js";
import { libraryCallback } from "./library-callbacks.js";
import { readRole, roleName, roleRows } from "./roles.js";
import { readRoutine } from "./read-routine.js";
import { once, readOnce, rowsByName } from "./rows.js";
import { readTags } from "./tags/read-tags.js";
import { GUARD_TABLE } from "../contract/guard-table.js";
import { WDK_TABLE } from "../contract/wdk-table.js";

const routineRows = once(() => rowsByName(WDK_TABLE));
const guardRows = once(() => rowsByName(GUARD_TABLE));
const allRows = once(() => new Map([...routineRows(), ...guardRows()]));

const knownRoutine = readOnce(readRoutine);
const knownRole = readOnce(readRole);

const keyOf = ({ file, place }: Pick<TagSource, "file" | "place">): string => `tags:${file}:${place}`;

class Book implements ContractBook {
  readonly byKey = new LazyMap<Contract>(allRows, knownRoutine);
  readonly roles = new LazyMap<Role>(roleRows, knownRole);
  readonly problems: TagProblem[] = [];
  readonly #declared = new Map<string, DeclaredTags>();

  builtin(name: string): Contract | undefined {
    return routineRows().has(name) ? this.byKey.get(name) : undefined;
  }

  ofRuntime(name: string): Contract | undefined {
    return allRows().has(name) ? this.byKey.get(name) : undefined;
  }

  declare(source: TagSource): string | undefined {
    const key = keyOf(source);
    const tags = this.#declared.get(key) ?? { key, file: source.file, ...readTags(source) };
    this.enter(tags);
    return tags.contract && key;
  }

  declared(source: Pick<TagSource, "file" | "place">): DeclaredTags | undefined {
    return this.#declared.get(keyOf(source));
  }

  enter(tags: DeclaredTags): void {
    if (this.#declared.has(tags.key)) return;
    this.#declared.set(tags.key, tags);
    this.problems.push(...tags.problems);
    if (tags.contract) this.byKey.set(tags.key, tags.contract);
  }

  role(name: string): Role | undefined {
    const known = roleName(name);
    return known === undefined ? undefined : this.roles.get(known);
  }

  roleContract(name: string): string | undefined {
    const role = this.role(name);
    const key = role && `role:${role.name}`;
    if (role && key !== undefined && !this.byKey.has(key)) this.byKey.set(key, contractOfRole(role));
    return key;
  }

  blockingLibrary(name: string): string | undefined {
    const [key, contract] = blockingLibraryContract(name) ?? [];
    if (key !== undefined && contract && !this.byKey.has(key)) this.byKey.set(key, contract);
    return key;
  }

  libraryCallback(name: string): LibraryCallback | undefined {
    return libraryCallback(name);
  }
}

/** A new, empty contract book over the built-in tables. */
export const model = (): ContractBook => new Book();
