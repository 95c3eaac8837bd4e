import { isDeepStrictEqual } from "node:util";
import type { ts } from "#compiler";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import { enterAgain } from "./contract-entries.js";
import { textDigest, type FaceDigests } from "./faces.js";
import type { LoweredFile, LoweredUnit } from "./lower-file.js";
import { lowerFile } from "./lower-file.js";
import { PlainMemory, type PlainOfFile } from "./plain-memory.js";
import type { SharedContext } from "./program-context.js";
import { openFile } from "./program-context.js";
import type { UnitPlan } from "./unit-plan.js";

interface Remembered {
  readonly lowered: LoweredFile;
  /** Of the file and what it sees of others. */
  readonly digest: string;
  /** Digests of whole files of which the result holds positions. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What is remembered of the last version. */
export interface KeptLowering {
  readonly plain: ReadonlyMap<string, PlainOfFile>;
  readonly faces: FaceDigests | undefined;
  readonly files: ReadonlyMap<string, Remembered>;
  readonly units: ReadonlyMap<FunctionId, Joined>;
}

type OfProgram = Pick<FunctionUnit, "roles" | "isPublic" | "isExported">;

/** A function, and the two halves that it was joined from. */
interface Joined {
  readonly unit: LoweredUnit;
  readonly ofProgram: OfProgram;
  readonly whole: FunctionUnit;
}

const equal = (before: LoweredUnit, now: LoweredUnit): boolean => before === now || isDeepStrictEqual(before, now);

const equalOfProgram = (before: OfProgram, now: OfProgram): boolean =>
  before.isPublic === now.isPublic &&
  before.isExported === now.isExported &&
  (before.roles.length + now.roles.length === 0 || isDeepStrictEqual(before.roles, now.roles));

const joined = (unit: LoweredUnit, ofProgram: OfProgram): FunctionUnit => {
  const { memberRoles: _member, taggedRoles: _tagged, ...rest } = unit;
  return { ...rest, ...ofProgram };
};

/**
 * Graphs of an earlier version of a program. Those of a file hold while its text, what it sees of other files, and the answers to
 * what was asked of the whole program are the same. What holds is handed out as the same objects.
 */
export class LoweringMemory {
  readonly plain = new PlainMemory();
  faces: FaceDigests | undefined;
  /** Files of the last version, and of how many the graphs were known. */
  counts = { all: 0, known: 0 };
  #files: ReadonlyMap<string, Remembered> = new Map();
  #units: ReadonlyMap<FunctionId, Joined> = new Map();
  #nextUnits = new Map<FunctionId, Joined>();

  /** The graphs of all files, in the order of `plans`. */
  lowered(
    shared: SharedContext,
    program: ts.Program,
    plans: ReadonlyMap<ts.SourceFile, readonly UnitPlan[]>,
  ): readonly LoweredFile[] {
    const text = (name: string): string | undefined => {
      const file = program.getSourceFile(name);
      return file && textDigest(file);
    };
    const next = new Map<string, Remembered>();
    let known = 0;
    for (const [file, own] of plans) {
      const digest = shared.faces.digest(file);
      const before = this.#files.get(file.fileName);
      const holds =
        before?.digest === digest &&
        [...before.texts].every(([name, digestBefore]) => text(name) === digestBefore) &&
        shared.facts.stillHold(before.lowered.answers);
      if (holds) known += 1;
      next.set(file.fileName, holds ? replayed(shared, before) : lowerAnew(shared, file, own, digest, text));
    }
    this.counts = { all: next.size, known };
    this.faces = shared.faces.digests;
    this.#files = next;
    this.#units = this.#nextUnits;
    this.#nextUnits = new Map();
    return [...next.values()].map(({ lowered }) => lowered);
  }

  /** All that is remembered, as data. */
  kept(): KeptLowering {
    return { plain: this.plain.kept(), faces: this.faces, files: this.#files, units: this.#nextUnits };
  }

  restore({ plain, faces, files, units }: KeptLowering): void {
    this.plain.restore(plain);
    this.faces = faces;
    this.#files = files;
    this.#nextUnits = new Map(units);
  }

  /** The whole function: the one of before where it is equal. */
  unit(unit: LoweredUnit, ofProgram: OfProgram): FunctionUnit {
    const before = this.#units.get(unit.id);
    const isSame = before !== undefined && equal(before.unit, unit) && equalOfProgram(before.ofProgram, ofProgram);
    const whole = isSame ? before.whole : joined(unit, ofProgram);
    this.#nextUnits.set(unit.id, { unit, ofProgram, whole });
    return whole;
  }
}

/** The book of contracts is a new one each time. */
const replayed = (shared: SharedContext, known: Remembered): Remembered => {
  enterAgain(shared.contracts, known.lowered.entered);
  return known;
};

/** Graphs have spans of their own file only; roles and tags may come from declarations elsewhere. */
const filesOfSpans = ({ units, valueRoles, entered }: LoweredFile): ReadonlySet<string> => {
  const roles = [
    ...units.flatMap((unit) => [...unit.memberRoles, ...unit.taggedRoles]),
    ...valueRoles.flatMap(([, bindings]) => bindings),
  ];
  const tagged = entered.filter((entry) => entry.kind === "tags");
  return new Set([...roles.map(({ span }) => span.file), ...tagged.map(({ tags }) => tags.file)]);
};

const lowerAnew = (
  shared: SharedContext,
  file: ts.SourceFile,
  plans: readonly UnitPlan[],
  digest: string,
  text: (name: string) => string | undefined,
): Remembered => {
  const lowered = lowerFile(openFile(shared), plans);
  return { lowered, digest, texts: new Map([...filesOfSpans(lowered)].map((name) => [name, text(name) ?? ""])) };
};
