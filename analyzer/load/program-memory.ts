import type { ts } from "#compiler";

/** The program of an earlier version, and where the imports of its files lead: the next one is made of it. */
export class ProgramMemory {
  last: ts.Program | undefined;
  readonly #leads = new Map<string, Map<string, string | undefined>>();

  /** @returns the target */
  note(from: string, specifier: string, target: string | undefined): string | undefined {
    const leads = this.#leads.get(from) ?? new Map<string, string | undefined>();
    this.#leads.set(from, leads.set(specifier, target));
    return target;
  }

  /** Whether all imports of a file lead to where they led: the compiler asks anew only where they do not. */
  stillLead(from: string, resolve: (specifier: string) => string | undefined): boolean {
    return [...(this.#leads.get(from) ?? [])].every(([specifier, target]) => resolve(specifier) === target);
  }
}
