import type { Contract } from "../contract/contract.js";
import type { Exit } from "../domain/summary.js";
import { placesOf, type RaisePlace } from "../domain/raise.js";
import { callsAt } from "../ir/calls-at.js";
import { type Span } from "../ir/span.js";
import { handedOver, isStated, leftovers, type Leftover } from "../summarize/handed-over.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { allWaysOut } from "../summarize/summary-of-solution.js";
import { isCalled } from "./called.js";
import { statePoints, type StatePoint } from "./event-points.js";
import type { SettledProgram } from "./settled-program.js";

export interface ExitPoint extends StatePoint {
  readonly how: Exit["how"];
}

/** Every case in which a function is left, for every way of being entered in which it can occur. */
export const exitPoints = (program: SettledProgram, instance: SolvedInstance): ExitPoint[] => {
  const { nodes, exit, throwExit } = instance.unit.graph;
  const pointsAt = (id: number, how: Exit["how"]): ExitPoint[] => {
    const node = nodes[id];
    return node ? statePoints(program, instance, node).map((point) => ({ ...point, how })) : [];
  };
  return [...pointsAt(exit, "return"), ...pointsAt(throwExit, "throw")];
};

/** What the function's own tags declare. */
export const contractOf = (program: SettledProgram, { unit }: SolvedInstance): Contract | undefined =>
  unit.contract === undefined ? undefined : program.facts.contracts.get(unit.contract);

/** A lock or raise that is open where the function is left, and that its callers are not meant to undo. */
export interface LeftBehind extends ExitPoint {
  readonly left: Leftover;
  /** Where it was taken or raised. */
  readonly span: Span;
}

/** Of several places that joined ways come from, only those count that are reached where the function is entered in this way. */
const placesIn = (program: SettledProgram, instance: SolvedInstance, point: ExitPoint, { spans }: Leftover): Span[] => {
  if (spans.length === 1) return [...spans];
  return spans.filter((span) =>
    callsAt(instance.unit.graph, [span]).some((node) =>
      statePoints(program, instance, node).some(({ context }) => context === point.context),
    ),
  );
};

/** Mistakes: what a contract does not say, what only some ways out leave, and what a root leaves to nobody. */
export const leftBehind = (program: SettledProgram, instance: SolvedInstance): LeftBehind[] => {
  const contract = contractOf(program, instance);
  const handed = handedOver(instance.unit, contract, allWaysOut(instance.unit, instance.solution));
  const called = isCalled(program, instance);
  const isMeant = ({ key, kind }: Leftover): boolean =>
    handed.has(key) && (called || (contract !== undefined && isStated(contract, kind)));
  return exitPoints(program, instance).flatMap((point) =>
    leftovers(point.state).flatMap((left) =>
      isMeant(left) ? [] : placesIn(program, instance, point, left).map((span) => ({ ...point, left, span })),
    ),
  );
};

/** The raise that a leftover of kind `raise` is. */
export const raiseOf = ({ state, span }: LeftBehind): RaisePlace | undefined =>
  state.raises
    .flatMap((raise) => (raise.lock === undefined ? placesOf(raise) : []))
    .find((place) => place.span === span);
