import { styleText } from "node:util";

export type Style =
  "error" | "warning" | "note" | "place" | "gutter" | "code" | "heading" | "strong" | "good" | "faint";

/** Gives text its colour, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const FORMATS: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  note: ["bold", "cyan"],
  place: "cyan",
  gutter: "blue",
  code: "cyan",
  heading: ["bold", "underline"],
  strong: "bold",
  good: "green",
  faint: "dim",
};

export const plain: Paint = (_style, text) => text;

// Whether colour is wanted was decided before, per stream: `styleText` must not decide it again for stdout.
export const coloured: Paint = (style, text) =>
  text === "" ? "" : styleText(FORMATS[style], text, { validateStream: false });

export interface ColourQuestion {
  /** `--color`, `--no-color`, or neither. */
  readonly option: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
}

/** The option, then `FORCE_COLOR`, then `NO_COLOR` (no-color.org: any non-empty value), then the terminal. */
export const wantsColour = ({ option, env, isTTY }: ColourQuestion): boolean => {
  if (option !== undefined) return option;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== "0" && force !== "false";
  if ((env.NO_COLOR ?? "") !== "" || (env.NODE_DISABLE_COLORS ?? "") !== "") return false;
  return isTTY && env.TERM !== "dumb";
};

export const paintFor = (question: ColourQuestion): Paint => (wantsColour(question) ? coloured : plain);
