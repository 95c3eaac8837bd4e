import type { Path } from "../domain/path.js";
import { resolveCall } from "../solve/invocations.js";
import { readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";

/** Whether the function passes a lock to a call of which nobody knows whom it reaches: that one may have taken it. */
export const isGivenToUnknown = ({ unit, context, solution }: SolvedInstance, lock: Path): boolean =>
  unit.graph.nodes.some(({ id, operation }) => {
    if (operation.kind !== "call" || operation.targets.length > 0) return false;
    return (solution.before[id]?.cases ?? []).some((state) => {
      const isGiven = operation.args.some(({ register }) => {
        const value = readRegister(state, register);
        return value.kind === "place" && value.path.text === lock.text;
      });
      return isGiven && resolveCall(context, state, operation).unresolved;
    });
  });
