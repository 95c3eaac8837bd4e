import { isDeepStrictEqual } from "node:util";
import type { FunctionUnit, RoleBinding } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { Exports } from "./exports.js";
import type { FaceDigests } from "./faces.js";
import { madeOfFiles, type RememberedFiles } from "./file-memory.js";
import type { LoweredFile, LoweredUnit } from "./lower-file.js";
import { lowerFile } from "./lower-file.js";
import { PlainMemory, type PlainOfFile } from "./plain-memory.js";
import type { Offer } from "./offer.js";
import type { SharedContext } from "./program-context.js";
import { withoutRepeats } from "./role-places.js";
import { openFile } from "./program-context.js";
import type { ToldFacts } from "./tell-facts.js";

interface KeptExports {
  /** Of the entry points. */
  readonly key: string;
  readonly faces: FaceDigests;
  readonly found: Exports;
}

/** What is remembered of the last version. */
export interface KeptLowering {
  readonly plain: ReadonlyMap<string, PlainOfFile>;
  readonly faces: FaceDigests | undefined;
  readonly offers: RememberedFiles<Offer>;
  readonly files: RememberedFiles<LoweredFile>;
  readonly units: ReadonlyMap<FunctionId, Joined>;
}

/** What other files say of a function. */
export type OfProgram = Pick<FunctionUnit, "isPublic" | "isExported"> & {
  /** By the places where it is named as a value. */
  readonly asValue: readonly RoleBinding[];
};

/** A function, and the two halves that it was joined from. */
interface Joined extends OfProgram {
  readonly unit: LoweredUnit;
  readonly whole: FunctionUnit;
}

const equal = (before: LoweredUnit, now: LoweredUnit): boolean => before === now || isDeepStrictEqual(before, now);

const equalOfProgram = (before: OfProgram, now: OfProgram): boolean =>
  before.isPublic === now.isPublic &&
  before.isExported === now.isExported &&
  (before.asValue === now.asValue || isDeepStrictEqual(before.asValue, now.asValue));

const joined = (unit: LoweredUnit, { asValue, isPublic, isExported }: OfProgram): FunctionUnit => {
  const { memberRoles, taggedRoles, ...rest } = unit;
  return { ...rest, roles: [...withoutRepeats([...memberRoles, ...asValue]), ...taggedRoles], isPublic, isExported };
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
  offers: RememberedFiles<Offer> = new Map();
  told: ToldFacts | undefined;
  #exports: KeptExports | undefined;
  #files: RememberedFiles<LoweredFile> = new Map();
  #units: ReadonlyMap<FunctionId, Joined> = new Map();
  #nextUnits = new Map<FunctionId, Joined>();

  /**
   * The graphs of all files, in their order.
   * @param onUnit called after each function that is not known
   */
  lowered(shared: SharedContext, onUnit: () => void): readonly LoweredFile[] {
    const { surveys, faces, told } = shared;
    const before = this.#files;
    this.#files = madeOfFiles(shared, surveys.keys(), before, {
      of: (file) => lowerFile(openFile(shared), [...(surveys.get(file)?.plans.values() ?? [])], onUnit),
      dependsOn: filesOfRoles,
    });
    const known = [...this.#files].filter(([name, file]) => before.get(name) === file).length;
    this.counts = { all: this.#files.size, known };
    this.faces = faces.digests;
    this.offers = told.offers;
    this.told = told;
    this.#units = this.#nextUnits;
    this.#nextUnits = new Map();
    return [...this.#files.values()].map(({ made }) => made);
  }

  /** What is exported: it stands as long as the entry points do, and all that files see of each other. */
  exports({ faces }: SharedContext, entryPoints: ReadonlySet<string>, find: () => Exports): Exports {
    const key = [...entryPoints].sort().join("\n");
    const last = this.#exports?.key === key && this.#exports.faces === this.faces ? this.#exports.found : undefined;
    const found = faces.changedInside() && last ? last : find();
    this.#exports = { key, faces: faces.digests, found };
    return found;
  }

  /** All that is remembered, as data. */
  kept(): KeptLowering {
    const { plain, faces, offers } = this;
    return { plain: plain.kept(), faces, offers, files: this.#files, units: this.#nextUnits };
  }

  restore({ plain, faces, offers, files, units }: KeptLowering): void {
    this.plain.restore(plain);
    this.faces = faces;
    this.offers = offers;
    this.#files = files;
    this.#nextUnits = new Map(units);
  }

  /** The whole function: the one of before where it is equal. */
  unit(unit: LoweredUnit, ofProgram: OfProgram): FunctionUnit {
    const before = this.#units.get(unit.id);
    const isSame = before !== undefined && equal(before.unit, unit) && equalOfProgram(before, ofProgram);
    const whole = isSame ? before.whole : joined(unit, ofProgram);
    this.#nextUnits.set(unit.id, isSame && before.unit === unit ? before : { unit, whole, ...ofProgram });
    return whole;
  }
}

/** Graphs have spans of their own file only; roles may come from declarations elsewhere. */
const filesOfRoles = ({ units, valueRoles }: LoweredFile): readonly string[] =>
  [
    ...units.flatMap((unit) => [...unit.memberRoles, ...unit.taggedRoles]),
    ...valueRoles.flatMap(([, bindings]) => bindings),
  ].map(({ span }) => span.file);
