import { contractCalls } from "../analyzer/check/contract-calls.js";
import type { OuterLock } from "../analyzer/check/outer-lock.js";
import { ask, inWhole, type SettledProgram, question } from "../analyzer/check/settled-program.js";
import { describePath, isObjectRoot } from "../analyzer/domain/path.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import type { Text } from "./statement-place.js";

const PARAMETER = /^of:(.*):param:\d+$/;

/** The argument that names the lock, by the place of the call that takes it. */
const writtenArguments = inWhole((program) => {
  const written = new Map<string, Span>();
  for (const { operation, contract } of contractCalls(program)) {
    const root = contract.locks.find(({ lock }) => lock?.keys.length === 0)?.lock?.root;
    const argument = root?.kind === "argument" ? operation.args[root.index] : undefined;
    if (argument && !written.has(spanKey(operation.span))) written.set(spanKey(operation.span), argument.span);
  }
  return written;
});

const WRITTEN = question<Span | undefined>("describe-lock: written", {
  answer: (whole, key) => writtenArguments(whole).get(key),
  byObject: false,
});

/** The lock as it is written where it is taken. */
const written = (program: SettledProgram, text: Text, { span }: OuterLock): string | undefined => {
  const argument = ask(program, WRITTEN, spanKey(span));
  return argument && text(argument).replaceAll(/\s+/g, " ").replaceAll("`", "'");
};

const placeName = (program: SettledProgram, { path }: OuterLock): string | undefined => {
  if (isObjectRoot(path.root) || path.root.startsWith("value:")) return undefined;
  const [, id = ""] = PARAMETER.exec(path.root) ?? [];
  const parameters = program.facts.functions.get(id)?.parameters;
  const name = describePath(path, (index) => parameters?.[index]?.name ?? "");
  return name === "" || name.startsWith(".") ? undefined : name;
};

/** For messages: "the spin lock `queueLock`", "the cancel lock"; "a spin lock" where it has no name that readers know. */
export const describeLock = (program: SettledProgram, text: Text, lock: OuterLock): string => {
  const name = placeName(program, lock) ?? written(program, text, lock);
  if (name === undefined) return "a spin lock";
  return name.startsWith("the ") ? name : `the spin lock \`${name}\``;
};
