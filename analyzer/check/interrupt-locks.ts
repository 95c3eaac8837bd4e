import type { Case } from "../domain/case.js";
import type { Path } from "../domain/path.js";
import type { CallOperation } from "../ir/operation.js";
import { readRegister } from "../solve/memory.js";
import { storageClassOf } from "../solve/object-made.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { isKnownPlace, standingOf, type Standing } from "./lock-identity.js";
import { moduleNames } from "./lock-names.js";
import type { OuterLocks } from "./outer-lock.js";
import { everywhere } from "./parts.js";
import { ask, casesAt, inWhole, question, type SettledProgram } from "./settled-program.js";

/** Which argument of what makes an interrupt object is a spin lock to use in place of one of its own. */
const GIVEN = 2;

const makesInterrupt = ({ unit }: SolvedInstance, { targets, isNew, receiver }: CallOperation): boolean =>
  targets.some((target) => target.kind === "contract" && target.contract === "IoConnectInterrupt") ||
  (isNew &&
    unit.graph.nodes.some(
      ({ operation }) =>
        operation.kind === "allocate" && operation.dst === receiver && operation.typeName === "KINTERRUPT",
    ));

/** What is passed as the interrupt's lock in one case; undefined: something that has no name there. */
const givenIn = (state: Case, { args }: CallOperation): readonly (Path | undefined)[] => {
  if (args.slice(0, GIVEN + 1).some(({ spread }) => spread === true)) return [undefined];
  const argument = args[GIVEN];
  const value = argument && readRegister(state, argument.register);
  if (!value || value.kind === "literal") return [];
  return [value.kind === "place" ? value.path : undefined];
};

const locksGiven = everywhere("interrupt-locks", (part) =>
  part.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) => {
      const { operation } = node;
      return operation.kind === "call" && makesInterrupt(instance, operation)
        ? casesAt(part, instance, node).flatMap((state) => givenIn(state, operation))
        : [];
    }),
  ),
);

/** Names of the locks that interrupts use; undefined among them: one that may be any. */
const namesGiven = inWhole((program): ReadonlySet<string | undefined> => {
  const names = moduleNames(program);
  return new Set(
    locksGiven(program).map((path) => {
      const name = path && names.name(path);
      return name && isKnownPlace(name) ? name.text : undefined;
    }),
  );
});

const IS_GIVEN = question<boolean>("interrupt-locks: given", {
  answer: (whole, text) => [text, undefined].some((name) => namesGiven(whole).has(name)),
  byObject: true,
});

/**
 * How a lock stands among those that are held. That of an interrupt is one of its own, and no spin lock of the program,
 * whatever their names are: unless it was given that to use. `inside` names the lock in the function whose case this is.
 */
export const standingAmong = (
  program: SettledProgram,
  { state, inside, lock }: { readonly state: Case; readonly inside: Path; readonly lock: Path },
  locks: OuterLocks,
): Standing => {
  const others = new Map([...locks].filter(([, { family }]) => family !== "interrupt"));
  if (others.size === locks.size || storageClassOf(state, inside) !== "KSPIN_LOCK") return standingOf(lock, locks);
  const standing = standingOf(lock, others);
  return standing === "free" && ask(program, IS_GIVEN, lock.text) ? "open" : standing;
};
