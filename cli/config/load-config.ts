import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Io } from "../io.js";
import { UsageError } from "../usage-error.js";
import { MANIFEST, MANIFEST_KEY } from "./find-config.js";

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split("\n")[0] ?? error.name).replace(/\.$/, "") : String(error);

const fromJson = (file: string, named: string): unknown => {
  const content = parsed(readFileSync(file, "utf8"), named);
  if (basename(file) !== MANIFEST) return content;
  if (typeof content === "object" && content !== null && MANIFEST_KEY in content)
    return Reflect.get(content, MANIFEST_KEY);
  throw new UsageError(`\`${named}\` has no key \`${MANIFEST_KEY}\`; add it, or name another file with \`--config\``);
};

const parsed = (text: string, named: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UsageError(`\`${named}\` is not JSON: ${reasonOf(error)}`);
  }
};

const timesRead = new Map<string, number>();

/** For the same address Node gives the same module again; while it is watched, a file may change. */
const addressOf = (file: string): string => {
  const { href } = pathToFileURL(file);
  const { mtimeMs } = statSync(file);
  const first = timesRead.get(file) ?? mtimeMs;
  timesRead.set(file, first);
  return first === mtimeMs ? href : `${href}?${String(mtimeMs)}`;
};

const fromModule = async (file: string, named: string): Promise<unknown> => {
  const module = (await import(addressOf(file))) as object;
  if ("default" in module) return module.default;
  throw new UsageError(`\`${named}\` exports no configuration; write \`export default { … }\``);
};

/**
 * What a configuration file holds, unchecked.
 * @param named the file as messages call it
 * @throws UsageError where it cannot be read
 */
export const loadConfig = async (file: string, named: string, io: Io): Promise<unknown> => {
  if (!existsSync(file)) throw new UsageError(`no such configuration file: \`${named}\``);
  const extension = extname(file);
  if (/^\.[mc]?ts$/.test(extension) && !io.stripsTypes)
    throw new UsageError(
      `\`${named}\` needs a Node that strips types (22.18 and newer do); with this one use \`irql.config.js\` or \`irql.config.json\``,
    );
  try {
    return extension === ".json" ? fromJson(file, named) : await fromModule(file, named);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`cannot read \`${named}\`: ${reasonOf(error)}`);
  }
};
