import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HASH = "sha256";
const HASH_LENGTH = 64;

const hash = (key: string, body: string | Uint8Array = ""): string =>
  createHash(HASH).update(`${key}\n`).update(body).digest("hex");

const age = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const drop = (file: string): void => {
  try {
    rmSync(file, { force: true });
  } catch {
    // In a folder that cannot be searched there is nothing that could be taken away.
  }
};

/**
 * Files of one kind in the cache's folder: each begins with the hash of its key and the rest, by which one that was cut off, that
 * others wrote or that is another's is known.
 */
export class KeptFiles {
  readonly #folder: string;
  readonly #ending: string;
  readonly #max: number;

  /** @param max files of this kind: the oldest go */
  constructor(folder: string, { ending, max }: { readonly ending: string; readonly max: number }) {
    this.#folder = folder;
    this.#ending = ending;
    this.#max = max;
  }

  /** Undefined where there is none for this key; `broken` where there is one that cannot be read. */
  read(key: string): Buffer | "broken" | undefined {
    try {
      const bytes = readFileSync(this.#fileOf(key));
      const body = bytes.subarray(HASH_LENGTH + 1);
      return bytes.toString("latin1", 0, HASH_LENGTH) === hash(key, body) ? body : "broken";
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "ENOENT" ? undefined : "broken";
    }
  }

  /** Whether it could be written. Readers see the file that was there before or the whole new one. */
  write(key: string, body: string | Uint8Array): boolean {
    const file = this.#fileOf(key);
    const temporary = `${file}.${String(process.pid)}.${Math.random().toString(36).slice(2)}`;
    try {
      writeFileSync(temporary, Buffer.concat([Buffer.from(`${hash(key, body)}\n`), Buffer.from(body)]), {
        mode: 0o600,
      });
      renameSync(temporary, file);
      this.#dropOldest();
      return true;
    } catch {
      drop(temporary);
      return false;
    }
  }

  #fileOf(key: string): string {
    return join(this.#folder, `${hash(key)}${this.#ending}`);
  }

  #dropOldest(): void {
    const files = readdirSync(this.#folder)
      .filter((name) => name.includes(this.#ending))
      .map((name) => join(this.#folder, name));
    if (files.length <= this.#max) return;
    const byAge = files.map((file) => ({ file, age: age(file) })).sort((a, b) => b.age - a.age);
    for (const { file } of byAge.slice(this.#max)) rmSync(file, { force: true });
  }
}
