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

/** A value in messages. */
export const said = (value: unknown): string => {
  if (typeof value === "string") return `\`${value}\``;
  return Object(value) === value ? "an object" : String(value);
};

/** What a caller of JavaScript passed is not what is needed. `need`: who needs what. @throws RangeError or another, always. */
export const refuseValue = (
  need: string,
  value: unknown,
  fix = "",
  Kind: RangeErrorConstructor | TypeErrorConstructor = RangeError,
): never => {
  throw new Kind(`${need}, got ${said(value)}${fix}`);
};

/** Options that may be null or missing where the caller is JavaScript; what they must have is then missed by its name. */
export const optionsOf = <Options extends object>(options: Options | null | undefined): Options =>
  options ?? ({} as Options);

/** `need`: who needs what. `fix`: what else to do. @throws RangeError where the value is no whole number in the range. */
export const requireWhole = (need: string, value: number, least: number, most: number, fix = ""): void => {
  if (!Number.isInteger(value) || value < least || value > most)
    refuseValue(`${need} from ${String(least)} to ${String(most)}`, value, fix);
};

/** A time may be Infinity. @throws RangeError where the value is no number, or below 0. */
export const requireTime = (need: string, value: number): void => {
  if (typeof value !== "number" || !(value >= 0)) refuseValue(`${need} from 0`, value);
};

/** @throws RangeError where the value is none of the words. */
export const requireOneOf = (need: string, value: string, words: readonly string[]): void => {
  if (!words.includes(value)) refuseValue(`${need} \`${words.join("` or `")}\``, value);
};

/** A class by the name that its users know; bundlers change the other. */
export interface NamedClass {
  new (...args: never): object;
  readonly TYPE: string;
}

/** The routine got an object of none of the classes. @throws TypeError, always. */
export const refuseObject = (routine: string, value: unknown, ...types: readonly NamedClass[]): never =>
  refuseValue(`\`${routine}\` needs a ${types.map(({ TYPE }) => TYPE).join(" or ")}`, value, "", TypeError);

/** For slow routines; others ask `instanceof` themselves, which the engine folds where the class stands beside it. */
export const requireObject = (routine: string, value: unknown, type: NamedClass): void => {
  if (!(value instanceof type)) refuseObject(routine, value, type);
};

/** For what is called later, where nobody would know who passed it. @throws TypeError where it is no function. */
export const requireFunction = (routine: string, value: unknown): void => {
  if (typeof value !== "function") refuseValue(`\`${routine}\` needs a function`, value, "", TypeError);
};
