import { settle, type SettingOptions } from "../config/settings.js";
import { UsageError } from "../usage-error.js";
import type { Context } from "./context.js";

/** `irql debug`: what the analysis knows of one function. */
export const debug = async (target: string, options: SettingOptions, { openDoor, io }: Context): Promise<void> => {
  if (!/^[^#]+#.+$/s.test(target)) {
    throw new UsageError(`\`${target}\` names no function; write \`<file>#<function>\`, as in \`src/queue.ts#drain\``);
  }
  const door = await openDoor();
  const { projects, contracts } = await settle([target.slice(0, target.indexOf("#"))], options, door, io);
  const text = await door.debugFunction({
    cwd: io.cwd,
    target,
    projects: projects.value,
    contracts: contracts.value,
  });
  io.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
};
