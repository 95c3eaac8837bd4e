import { FORMAT_NAMES, type FormatName, isFormatName } from "../report/formats.js";
import { UsageError } from "../usage-error.js";
import { didYouMean } from "./nearest.js";

/** One `-f`: a reporter, and the file it writes; without a file it writes to standard output. */
export interface OutputFormat {
  readonly name: FormatName;
  readonly file: string | undefined;
}

/** Reads `name` or `name=file`. @throws UsageError */
export const parseFormat = (text: string): OutputFormat => {
  const [, name = "", equals, file = ""] = /^([^=]*)(=?)(.*)$/s.exec(text) ?? [];
  if (!isFormatName(name)) {
    const meant = didYouMean(name, FORMAT_NAMES);
    throw new UsageError(`there is no format \`${name}\`${meant || `; the formats are ${FORMAT_NAMES.join(", ")}`}`);
  }
  if (equals === "=" && file === "") throw new UsageError(`name the file after \`${name}=\`, or leave out the \`=\``);
  return { name, file: equals === "=" ? file : undefined };
};

/** Two reports in one place could not be read again. @throws UsageError */
export const requireOwnPlaces = (formats: readonly OutputFormat[]): void => {
  const taken = new Set<string | undefined>();
  for (const { name, file } of formats) {
    if (taken.has(file)) {
      const where = file === undefined ? "standard output" : `\`${file}\``;
      throw new UsageError(
        `only one format can go to ${where}; give \`${name}\` a file of its own: \`-f ${name}=file\``,
      );
    }
    taken.add(file);
  }
};
