import type { ContractBook, DeclaredTags } from "../contract/contract-book.js";

/** Something that lowering made the book of contracts hold. */
export type ContractEntry =
  | { readonly kind: "tags"; readonly tags: DeclaredTags }
  | { readonly kind: "role" | "blocking"; readonly name: string };

/** The book, with a note of all that is entered in it. */
export const notingEntries = (book: ContractBook, entered: ContractEntry[]): ContractBook => ({
  byKey: book.byKey,
  roles: book.roles,
  problems: book.problems,
  builtin: (name) => book.builtin(name),
  ofRuntime: (name) => book.ofRuntime(name),
  role: (name) => book.role(name),
  libraryCallback: (name) => book.libraryCallback(name),
  declare: (source) => {
    const key = book.declare(source);
    const tags = book.declared(source);
    if (tags) entered.push({ kind: "tags", tags });
    return key;
  },
  declared: (source) => book.declared(source),
  enter: (tags) => {
    book.enter(tags);
  },
  roleContract: (name) => {
    entered.push({ kind: "role", name });
    return book.roleContract(name);
  },
  blockingLibrary: (name) => {
    const key = book.blockingLibrary(name);
    if (key !== undefined) entered.push({ kind: "blocking", name });
    return key;
  },
});

/** Enters in a new book what an old one was made to hold. */
export const enterAgain = (book: ContractBook, entered: readonly ContractEntry[]): void => {
  for (const entry of entered) {
    if (entry.kind === "tags") book.enter(entry.tags);
    else if (entry.kind === "role") book.roleContract(entry.name);
    else book.blockingLibrary(entry.name);
  }
};
