import { Invariant } from "../finding/errors.js";

const things = new Map<string, object>();

/** Gives what is asked, or who finds it, a name by which another process knows its own. */
export const named = <Thing extends object>(name: string, thing: Thing): Thing => {
  if (things.has(name)) throw new Invariant(`two things are named ${name}`);
  things.set(name, thing);
  return thing;
};

export const namedThings = (): ReadonlyMap<string, object> => things;
