import { heldAs } from "../analyzer/check/held-as.js";
import { balanceOf } from "../analyzer/domain/balance.js";
import { locksHeld, outsidePath, type EntryContext } from "../analyzer/check/entry-contexts.js";
import { contractOf, type ExitPoint } from "../analyzer/check/left-behind.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { ENTRY_LEVEL, holdsAt, isUnasked, levelOnEntry, statedLevel } from "../analyzer/check/stated-effects.js";
import type { Contract, LevelEffect, LockEffect } from "../analyzer/contract/contract.js";
import { levelsIn } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import { sameLevel } from "../analyzer/domain/level.js";
import { atLeast, describeLevels, exactly, isSubset, type LevelSet } from "../analyzer/domain/level-set.js";
import { isDefinite } from "../analyzer/domain/path.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { contractPath } from "../analyzer/solve/contract-path.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { compareLevels, type Comparison } from "./restored-level.js";
import { brokenPromise, returnsOf, tagOf, type Promised } from "./tag-finding.js";

const amongLevels = (levels: LevelSet, allowed: LevelSet): Comparison => {
  if (isSubset(levels, allowed)) return "same";
  return (levels & allowed) === 0 ? "other" : "maybe other";
};

/** Raising only: a function that is entered above the level stays there. */
const compareRaised = (point: ExitPoint, { to }: Extract<LevelEffect, { kind: "raise" }>): Comparison => {
  const { state, context } = point;
  const levels = levelsIn(state, state.level, context.levels);
  if (typeof to !== "number") {
    if ("levels" in to) return amongLevels(levels, to.levels);
    const wanted = levelOnEntry(state, to);
    return wanted ? compareLevels(point, wanted, state.level) : "open";
  }
  return amongLevels(levels, sameLevel(state.level, ENTRY_LEVEL) ? atLeast(to) : exactly(to));
};

const compareLevel = (contract: Contract, point: ExitPoint): Comparison | undefined => {
  const effect = statedLevel(contract, point.state);
  if (effect?.kind === "raise") return compareRaised(point, effect);
  const isOpen = point.state.raises.some(({ lock }) => lock === undefined);
  // Without the result that promises it.
  return effect?.kind === "same" && isOpen ? "other" : undefined;
};

const levelPromise = (contract: Contract): Promised | undefined => {
  const place = tagOf(contract, "irqlRaises");
  return (
    place && {
      messageId: "otherLevel",
      place,
      says: ({ state, context }) => `leaves at \`${describeLevels(levelsIn(state, state.level, context.levels))}\``,
      advice: "raise to the level that the tag names, or change the tag",
      compare: (point) => compareLevel(contract, point),
    }
  );
};

/** A lock that the analysis does not know by name may be the one that the tag means. */
const isNamed = ({ path }: Held): boolean => isDefinite(path) && !path.root.startsWith("value:");

/** Whether the lock's balance on this way out is what the tag says. */
const compareLock = (
  program: SettledProgram,
  { lock, when, operation }: LockEffect,
  point: ExitPoint,
): Comparison | undefined => {
  const path = lock && contractPath(lock);
  const applies = when ? holdsAt(point.state, when) : true;
  if (!path) return undefined;
  if (applies === undefined) return when && isUnasked(point.state, when) ? "maybe other" : undefined;
  const sign = operation === "release" ? -1 : 1;
  const { least, most } = balanceOf(heldAs(program, point, outsidePath(program, point.context, path)));
  const changes = [least, most].map((balance) => balance * sign > 0);
  if (changes.every((one) => one === applies)) return "same";
  if (changes.includes(applies)) return "maybe other";
  const changed = [...point.state.locks.values()].filter(({ balance }) => balance * sign > 0);
  return changed.every(isNamed) ? "other" : "open";
};

const LOCK_TAGS = { acquire: "acquiresLock", try: "acquiresLock", release: "releasesLock" } as const;

const isCancel = ({ lock }: LockEffect): boolean => lock?.root.kind === "global" && lock.root.name === "cancel";

const lockPromises = (program: SettledProgram, contract: Contract): Promised[] => {
  const effects = contract.locks.filter((effect) => !(contract.isCancel === true && isCancel(effect)));
  return (["acquiresLock", "releasesLock"] as const).flatMap((tag) =>
    effects
      .filter(({ operation }) => operation in LOCK_TAGS && LOCK_TAGS[operation as keyof typeof LOCK_TAGS] === tag)
      .map((effect, nth): Promised => ({
        messageId: "otherLocks",
        place: tagOf(contract, tag, nth),
        says: () =>
          effect.operation === "release"
            ? "does not give the lock back"
            : "does not leave with the lock held as it says",
        advice: `${effect.operation === "release" ? "release" : "acquire"} the lock on those ways out, or change the tag`,
        compare: (point) => compareLock(program, effect, point),
      })),
  );
};

/** By its tags or its role, and not as what a caller has taken. */
const isEnteredWith = (program: SettledProgram, { root, via, locks }: EntryContext, lock: string): boolean =>
  root !== undefined && locks.has(lock) && !(via && locksHeld(program, via.context, via.edge.state).has(lock));

/** Locks that the function is entered with, by its tags or role, and gives back without saying so. A cancel routine has to. */
const givesBackUnsaid = (program: SettledProgram, contract: Contract | undefined, point: ExitPoint): boolean => {
  const { context, state } = point;
  const said = (contract?.locks ?? []).flatMap(({ lock, operation }) => {
    const path = lock && operation === "release" ? contractPath(lock) : undefined;
    return path ? [outsidePath(program, context, path).text] : [];
  });
  return [...state.locks.values()].some(({ path, balance, family }) => {
    const { text } = outsidePath(program, context, path);
    return balance < 0 && family !== "cancel" && isEnteredWith(program, context, text) && !said.includes(text);
  });
};

const unsaidRelease = (program: SettledProgram, contract: Contract | undefined): Promised => ({
  messageId: "unsaidRelease",
  place: contract && tagOf(contract, "requiresLockHeld"),
  says: () => "gives back a lock with which it is called",
  advice: "keep it held, or state `@releasesLock`",
  compare: (point) => (givesBackUnsaid(program, contract, point) ? "other" : "same"),
});

/** A role that is entered at levels of which the tags allow none. */
const roleAgainstTags = (program: SettledProgram, { unit }: SolvedInstance, contract: Contract): RuleFinding[] =>
  unit.roles.flatMap(({ role: name, span }) => {
    const role = program.facts.roles.get(name);
    const place = contract.tags?.findLast(({ tag }) => tag.startsWith("irqlRequires"));
    if (!role || !place || !contract.statesLevel || contract.impliesLevel || (role.entry & contract.requires) !== 0)
      return [];
    return [
      {
        messageId: "otherRole",
        certainty: "certain" as const,
        message: `\`${unit.name}\` has the role \`${role.name}\`, and ${role.says}, which its tags do not allow: correct the tag, or give it another role`,
        span: place.span,
        function: unit.name,
        irql: undefined,
        evidence: undefined,
        steps: [
          { kind: "enter" as const, span, message: `\`${unit.name}\` has the role \`${role.name}\`: ${role.says}` },
        ],
        suggestions: [],
        identity: `role ${role.name}`,
      },
    ];
  });

const judge = (program: SettledProgram, instances: readonly SolvedInstance[]): RuleFinding[] => {
  const [instance] = instances;
  if (!instance) return [];
  const contract = contractOf(program, instance);
  if (!contract && instance.unit.roles.length === 0) return [];
  const level = contract && levelPromise(contract);
  const promises = [
    ...(level ? [level] : []),
    ...(contract ? lockPromises(program, contract) : []),
    unsaidRelease(program, contract),
  ];
  const returns = returnsOf(program, instances);
  return [
    ...promises.flatMap((one) => brokenPromise(returns, one) ?? []),
    ...(contract ? roleAgainstTags(program, instance, contract) : []),
  ];
};

const check: CheckedRule["check"] = (program) =>
  groupBy(program.instances, ({ unit }) => unit.id).flatMap((instances) => judge(program, instances));

export const contractMismatch = defineRule(
  {
    id: "contract-mismatch",
    summary: "a function's body does not do what its tags or its role say",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      otherLevel: "the function leaves at another level than `@irqlRaises` names",
      otherLocks: "the function does not acquire or release the lock that its tag names",
      unsaidRelease: "the function gives back a lock with which it is called, and does not say so",
      otherRole: "the function's role is entered at levels that its tags do not allow",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "none",
      prefast: "C28156, C26110, C26115 to C26117, C28165",
      codeql: "IrqlInconsistentWithRequired",
      driverVerifier: "none",
    },
  },
  perFile("contract-mismatch", check),
);
