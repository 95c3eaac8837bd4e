import { UsageError } from "../usage-error.js";
import type { Context } from "./context.js";

/** `irql debug`: what the analysis knows of one function. */
export const debug = async (
  target: string,
  { project }: { readonly project?: readonly string[] },
  { openDoor, io }: Context,
): Promise<void> => {
  if (!/^[^#]+#.+$/s.test(target)) {
    throw new UsageError(`\`${target}\` names no function; write \`<file>#<function>\`, as in \`src/queue.ts#drain\``);
  }
  const door = await openDoor();
  const text = await door.debugFunction({ cwd: io.cwd, target, projects: project ?? [] });
  io.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
};
