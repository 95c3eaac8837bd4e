/** Which argument of which routine is a callback: clauses `cb:<argument>:<now|later>:<role>[:<levels>]`. */

/** Routines that run their callback before they return, and the level it runs at; "": the caller's. */
const RUNS_NOW = {
  KeSynchronizeExecution: "3..12",
  NdisMSynchronizeWithInterrupt: "3..12",
  NdisMSynchronizeWithInterruptEx: "3..12",
  PshedSynchronizeExecution: "3..12",
  WdfInterruptSynchronize: "3..12",
  KeIpiGenericCall: "14",
  KeExpandKernelStackAndCallout: "",
  KeExpandKernelStackAndCalloutEx: "",
  RtlRunOnceExecuteOnce: "",
};

/** The TypeScript position where out-parameters stand before the callback. */
const MOVED = {
  // NTSTATUS IoConnectInterrupt(out InterruptObject, ServiceRoutine, ...)
  IoConnectInterrupt: { 1: 0 },
  // ThreadHandle and ClientId are outputs.
  PsCreateSystemThread: { 5: 3 },
  IoCreateSystemThread: { 6: 4 },
};

/** Threaded DPCs may run at PASSIVE_LEVEL: the same type, a refined role. */
const THREADED = new Set(["KeInitializeThreadedDpc", "IoInitializeThreadedDpcRequest"]);

/** Not in the registration facts: the routine is undocumented. */
const EXTRA = [{ function: "KeGenericCallDpc", param: 0, role: "KDEFERRED_ROUTINE", source: "" }];

const clause = ({ function: name, param, role }, leveled) => {
  const now = RUNS_NOW[name];
  const argument = MOVED[name]?.[param] ?? param;
  if (now === undefined && !leveled) return undefined;
  const roleName = leveled ? (THREADED.has(name) ? `${role}(threaded)` : role) : "";
  return `cb:${argument}:${now === undefined ? "later" : "now"}:${roleName}${now ? `:${now}` : ""}`;
};

/** Routine name to its callback clauses and header; roles without a level count only where the callback runs at once. */
export const registrations = (functions, roles) => {
  const leveled = new Set(roles.filter((role) => role.irqlMin !== undefined).map((role) => role.role));
  const byName = new Map();
  for (const entry of [...functions, ...EXTRA]) {
    const text = clause(entry, leveled.has(entry.role));
    const known = byName.get(entry.function) ?? { clauses: [], source: entry.source };
    if (text !== undefined && !known.clauses.includes(text)) known.clauses.push(text);
    if (known.clauses.length > 0) byName.set(entry.function, known);
  }
  return byName;
};
