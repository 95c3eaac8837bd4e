import { parsePath } from "../domain/path.js";
import type { Raise } from "../domain/raise.js";
import type { GraphNode } from "../ir/graph.js";
import { writtenRegister } from "../ir/registers.js";
import { isInLoop, isRunAgain } from "../solve/loops.js";
import { namingNode } from "../solve/object-made.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { EventPoint } from "./event-points.js";
import { keptBy, type Kept } from "./kept-result.js";
import { placesWith } from "./saved-levels.js";
import type { SettledProgram } from "./settled-program.js";

/** In an object that each round of a loop makes anew. */
const isOfOneRound = ({ unit }: SolvedInstance, place: string): boolean => {
  const { root } = parsePath(place);
  const made = root.startsWith("new:") ? namingNode(unit, root) : undefined;
  return made !== undefined && isInLoop(unit.graph, made);
};

const isVariable = (place: string): boolean => !place.startsWith("var:") && !place.includes("|");

/** A variable that the loop finds, and that nothing else is put into from one round to the next: what a round left is there. */
const outlivesRounds = ({ unit }: SolvedInstance, call: GraphNode, { node, place }: Kept): boolean => {
  const writes = unit.graph.nodes.filter((one) => one !== node && writtenRegister(one.operation) === place);
  const isThereBefore = writes.length > 0 || unit.parameters.some(({ register }) => register === place);
  return isThereBefore && isRunAgain(unit.graph, call.id, new Set(writes.map(({ id }) => id)));
};

/**
 * Where the call has left the level that it saved in a round before, if it puts the one of this round there as well.
 * @param filled places that the call itself fills
 */
export const keptByRounds = (
  program: SettledProgram,
  { context, state, node }: EventPoint,
  { saved }: Raise,
  filled: readonly string[],
): string[] => {
  const { instance } = context;
  const own = keptBy(program, instance, node, state.rounds);
  // What nobody reads before it is overwritten is not known any more in a variable, and is lost all the same.
  if (own && isVariable(own.place)) return outlivesRounds(instance, node, own) ? [own.place] : [];
  const places = own && state.rounds.size > 0 ? [own.place, ...filled] : filled;
  return placesWith(state, saved).filter((place) => places.includes(place) && !isOfOneRound(instance, place));
};
