import type { RuleMeta } from "../door.js";
import { table } from "../render/table.js";
import { type Context, type GlobalOptions, paintOn, widthOf } from "./context.js";

/** `irql rules`: the catalogue, for people or as JSON. */
export const rules = async (
  options: GlobalOptions & { readonly json?: boolean },
  { openDoor, io }: Context,
): Promise<void> => {
  const { catalogue } = await openDoor();
  if (options.json === true) {
    io.stdout.write(`${JSON.stringify(catalogue, undefined, 2)}\n`);
    return;
  }
  const view = { width: widthOf(io.stdout), paint: paintOn(io.stdout, io, options) };
  io.stdout.write(table(["rule", "level", "presets", "finds"], catalogue.map(row), view));
};

const row = ({ id, severity, presets, summary }: RuleMeta): string[] => [
  id,
  severity,
  [...presets, "all"].join(", "),
  summary,
];
