import type { LockFamily } from "../contract/contract.js";
import { holdsOf } from "../domain/balance.js";
import { isHeldHere, type Held } from "../domain/held.js";
import { isOnePlace, isRelative, isVague, mayMean, parsePath, type Path } from "../domain/path.js";
import { isShownFree } from "../domain/shown-free.js";
import type { CallEvent } from "../solve/call-event.js";
import { lockOfHandle } from "../solve/lock-effects.js";
import { isModuleCode } from "../ir/module-code.js";
import { heldAs } from "./held-as.js";
import { comesBackWith, outsideLock, outsidePath, type EntryContext } from "./entry-contexts.js";
import { isGivenToUnknown } from "./given-to-unknown.js";
import { isKnownPlace } from "./lock-identity.js";
import type { OuterLock } from "./outer-lock.js";
import type { EventPoint, StatePoint } from "./event-points.js";
import { isTakenByCallback } from "./taken-by-callback.js";
import type { SettledProgram } from "./settled-program.js";

/** What is known of a lock just before a call that takes it or gives it back. */
export type Hold =
  /** Taken by the function itself. */
  | { readonly kind: "own"; readonly held: Held; readonly certain: boolean }
  /** Taken by callers, or held by role or contract. */
  | { readonly kind: "outer"; readonly lock: OuterLock; readonly certain: boolean }
  | { readonly kind: "free"; readonly certain: boolean }
  /** Callers that are not known decide. */
  | { readonly kind: "unknown" };

export type LockEvent = Extract<CallEvent, { readonly lock: Path }>;

/** A call that does something to a lock. */
export type LockPoint = EventPoint & { readonly event: LockEvent };

export const isLockPoint = (point: EventPoint): point is LockPoint => "lock" in point.event;

const handleOf = (event: LockEvent): string | undefined => ("handle" in event ? event.handle : undefined);

/**
 * A release names its lock only by the handle, and the function has not taken a lock with it. One that was taken again may have
 * been so with this handle.
 */
export const isByHandleAlone = (event: LockEvent): boolean => {
  const handle = handleOf(event);
  if (event.kind !== "release" || handle === undefined) return false;
  const { held, family } = event;
  return held?.handle !== handle && !(held?.again === true && held.family === family);
};

/** Nobody who is not known can hold a lock: the function is entered by a role, by module code, or later. */
const isEnteredAlone = ({ via, root }: EntryContext): boolean => {
  if (via?.edge.kind === "later") return true;
  if (via) return via.edge.kind !== "escapes" && isEnteredAlone(via.context);
  return root?.reason.kind === "role" || root?.reason.kind === "module";
};

const heldOutside = (program: SettledProgram, context: EntryContext, event: LockEvent): OuterLock | undefined => {
  const handle = handleOf(event);
  const path = isByHandleAlone(event) && handle !== undefined ? lockOfHandle(handle) : event.lock;
  return context.locks.get(outsideLock(program, context, { path, handle }).path.text);
};

/** Objects that callers pass have no name in a context that stands for several. */
const isNameless = (context: EntryContext, path: Path): boolean => context.isMerged && isRelative(path);

/** Nobody holds a lock of its kind, nor has taken one under a name that may be this one: whichever it is, it is free. */
const isNoneHeld = (
  { context, state }: Omit<StatePoint, "node">,
  { lock, family }: { readonly lock: Path; readonly family: LockFamily },
): boolean =>
  isEnteredAlone(context) &&
  [...context.locks.values()].every((held) => held.family !== family) &&
  [...state.locks.values()].every((held) => !isHeldHere(held) || held.family !== family) &&
  state.raises.every((raise) => raise.lock === undefined || state.locks.has(raise.lock)) &&
  ![...state.free.keys()].some((key) => mayMean(lock, parsePath(key)) || mayMean(parsePath(key), lock));

/** A release of some lock, of which a callback may have taken any. */
const mayBeTakenByCallback = (program: SettledProgram, { instance }: EntryContext, event: LockEvent): boolean =>
  event.kind === "release" &&
  (isVague(event.lock) || !isKnownPlace(event.lock)) &&
  isTakenByCallback(program, instance, event.family);

const holdOutside = (program: SettledProgram, { context, state }: StatePoint, event: LockEvent): Hold => {
  if (isNameless(context, event.lock)) return { kind: "unknown" };
  const lock = heldOutside(program, context, event);
  if (lock) return { kind: "outer", lock, certain: !lock.maybe };
  const handle = handleOf(event);
  if (isByHandleAlone(event) && handle?.startsWith("new:")) return { kind: "free", certain: true };
  if (mayBeTakenByCallback(program, context, event)) return { kind: "unknown" };
  if (isVague(event.lock) && handle === undefined)
    return event.kind === "release" && isNoneHeld({ context, state }, event)
      ? { kind: "free", certain: true }
      : { kind: "unknown" };
  if (state.free.has(event.lock.text)) return { kind: "free", certain: false };
  const isKnown =
    isEnteredAlone(context) && !(event.kind === "release" && isGivenToUnknown(context.instance, event.lock));
  return isKnown ? { kind: "free", certain: true } : { kind: "unknown" };
};

/** All that the function did with the lock, by whatever name. */
const namesOf = (program: SettledProgram, point: StatePoint, { lock }: LockEvent): readonly Held[] => {
  const { context, state } = point;
  if (state.locks.size === 0 || isNameless(context, lock) || isVague(lock)) return [];
  return heldAs(program, point, outsidePath(program, context, lock)).filter(
    ({ path }) => !isNameless(context, path) && !isVague(path),
  );
};

/** The lock, taken by the function under this name or another, and not given back by any. */
const ownHold = (program: SettledProgram, point: StatePoint, event: LockEvent): Hold | undefined => {
  const own = point.state.locks.get(event.lock.text);
  const names = namesOf(program, point, event);
  if (own && names.length <= 1) return isHeldHere(own) ? { kind: "own", held: own, certain: !own.maybe } : undefined;
  const { least, most } = holdsOf(names);
  const held = own && isHeldHere(own) ? own : names.find(isHeldHere);
  return held && most > 0 ? { kind: "own", held, certain: least > 0 } : undefined;
};

/** A name for one lock until the index or call that it comes from is evaluated again, which drops what is known of it. */
const isSameUntilMadeAnew = (lock: Path): boolean => isOnePlace(lock) && !lock.root.startsWith("new:");

/** Whether the lock of an event is held before it, in one case and one way of being entered. */
export const holdBefore = (program: SettledProgram, point: StatePoint, event: LockEvent): Hold => {
  if (isByHandleAlone(event)) return holdOutside(program, point, event);
  const { text } = event.lock;
  const hold = ownHold(program, point, event);
  if (hold) return hold;
  const own = point.state.locks.get(text);
  const isTakenHere = isShownFree(point.state.free, text);
  if (isVague(event.lock))
    return !own && isTakenHere && isSameUntilMadeAnew(event.lock)
      ? { kind: "free", certain: true }
      : holdOutside(program, point, event);
  if (own && own.converted !== true) return { kind: "free", certain: !own.maybe };
  const outside = holdOutside(program, point, event);
  // Taken while a caller held it, which is said there, and given back as often as that: the caller's is left.
  return isTakenHere && outside.kind !== "outer" ? { kind: "free", certain: true } : outside;
};

/**
 * Whether callers see what the function does to the lock: it leaves with the lock taken (given back), so its calls count as
 * the acquire (release) and are judged in its stead. What has a role, and module code, hand nothing over.
 */
export const isSeenByCaller = ({ context }: StatePoint, lock: Path, takes: boolean): boolean => {
  const kind = context.via?.edge.kind;
  if (context.root || isModuleCode(context.instance.unit) || (kind !== "direct" && kind !== "callback")) return false;
  return comesBackWith(context).some((state) => {
    const balance = state.locks.get(lock.text)?.balance ?? 0;
    return takes ? balance > 0 : balance < 0;
  });
};
