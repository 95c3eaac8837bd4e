import type { RuleMeta } from "../door.js";
import { markdown } from "../render/markdown.js";
import { type Context, type GlobalOptions, paintOn, widthOf } from "./context.js";
import { ruleNamed } from "./rule-name.js";

const WIDEST_TEXT = 100;

/** `irql explain`: a rule's page, readable in a terminal. */
export const explain = async (name: string, options: GlobalOptions, { openDoor, io }: Context): Promise<void> => {
  const door = await openDoor();
  const rule = ruleNamed(name, door.catalogue);
  const page = (await door.rulePage(rule.id)) ?? pageFrom(rule);
  const width = Math.min(widthOf(io.stdout), WIDEST_TEXT);
  io.stdout.write(markdown(page, { width, paint: paintOn(io.stdout, io, options) }));
};

/** An installation without the pages still knows what the rule says. */
const pageFrom = ({ id, severity, summary, messages }: RuleMeta): string =>
  [`# ${id}`, `${summary} (${severity})`, "## Messages", ...Object.values(messages).map((text) => `- ${text}`)].join(
    "\n\n",
  );
