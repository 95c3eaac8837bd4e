import type { Report } from "../door.js";
import type { Paint } from "../render/paint.js";
import { visibleLine } from "../render/visible.js";
import { place } from "./place.js";

/** What had to be guessed, where that was asked for: `file:line:column: in \`f\`: message`, for stderr. */
export const guesses = ({ guesses: found }: Report, paint: Paint): string => {
  if (found === undefined) return "";
  if (found.length === 0) return "nothing had to be guessed\n";
  return found
    .map(
      (guess) =>
        `${paint("place", place(guess))}: in \`${visibleLine(guess.function)}\`: ${visibleLine(guess.message)}\n`,
    )
    .join("");
};
