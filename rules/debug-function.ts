import { resolve } from "node:path";
import { UserError } from "../analyzer/finding/errors.js";
import { load } from "../analyzer/load/load.js";
import { analyze } from "../analyzer/pipeline.js";
import { printInstance } from "../analyzer/check/print-instance.js";

export interface DebugOptions {
  readonly cwd: string;
  /** `file#function`; without `#function`, every function of the file. */
  readonly target: string;
  readonly projects?: readonly string[];
  readonly contracts?: readonly string[];
}

/**
 * Graph, cases at every point, entry and summary of a function.
 * @throws UserError where the file or the function does not exist
 */
export const debugFunction = async ({ cwd, target, projects = [], contracts = [] }: DebugOptions): Promise<string> => {
  const mark = target.indexOf("#");
  const file = mark < 0 ? target : target.slice(0, mark);
  const name = mark < 0 ? undefined : target.slice(mark + 1);
  const sources = load({ cwd, paths: [file], projects, contracts });
  const { program } = analyze(sources, []);
  const path = resolve(cwd, file).replaceAll("\\", "/");
  const inFile = [...program.summaries.instances.values()].filter((instance) => instance.unit.file === path);
  const chosen =
    name === undefined ? inFile : inFile.filter(({ unit }) => unit.name === name || unit.name.endsWith(`.${name}`));
  if (chosen.length === 0) {
    const names = [...new Set(inFile.map((instance) => instance.unit.name))].join(", ");
    throw new UserError(
      `\`${file}\` has no function \`${name ?? ""}\`: it has ${names === "" ? "none that matters" : names}`,
    );
  }
  return Promise.resolve(chosen.map((instance) => printInstance(program, instance)).join("\n\n"));
};
