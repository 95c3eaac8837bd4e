import { refuseObject } from "../refuse.js";
import { KEVENT } from "./event-object.js";
import { KTIMER } from "./timer-object.js";

/** @throws TypeError for what no wait can wait for. */
export const requireWaitable = (routine: string, object: unknown): void => {
  if (!(object instanceof KEVENT) && !(object instanceof KTIMER)) refuseObject(routine, object, KEVENT, KTIMER);
};
