// How routines refuse what they cannot do: what is wrong, in words that start with the routine, and what to do instead.
import { takeBuild, type Refused } from "./build.js";
import { KernelError, type RuntimeErrorCode } from "./errors.js";

const { refused } = takeBuild();

/**
 * Misuse of a routine, of which the verifier makes a bug check. `text` follows the routine's name.
 * @throws KernelError, always.
 */
export const refuseUse = (
  code: RuntimeErrorCode,
  routine: string,
  text: string,
  about?: Omit<Refused, "routine">,
): never => {
  throw refused(new KernelError(code, `\`${routine}\` ${text}`), { routine, ...about });
};

/** Something that is not as it must be before routines can work on it. @throws KernelError, always. */
export const refuse = (code: RuntimeErrorCode, text: string): never => {
  throw new KernelError(code, text);
};

/** `need`: who needs what. `fix`: what else to do. @throws RangeError where the value is no whole number in the range. */
export const requireWhole = (need: string, value: number, least: number, most: number, fix = ""): void => {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${need} from ${String(least)} to ${String(most)}, got ${String(value)}${fix}`);
};
