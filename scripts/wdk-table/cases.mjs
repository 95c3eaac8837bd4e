import { range } from "./levels.mjs";

/** Bits and values that conditions name (public header values). */
const FLAGS = {
  POOL_FLAG_PAGED: 0x100,
  NDIS_RWL_AT_DISPATCH_LEVEL: 0x1,
  PO_FX_FLAG_BLOCKING: 0x1,
  WDF_REQUEST_SEND_OPTION_SYNCHRONOUS: 0x2,
};
const PAGED_POOL = "0x1(PagedPool)";
const VALUES = { FALSE: "false", TRUE: "true", KernelMode: "0", UserMode: "1" };

/** No out-parameter stands before the named one in the rows that have such conditions. */
const position = (row, name) => {
  const list = /\((.*)\)/.exec((row.signature ?? "").split("//")[0])?.[1] ?? "";
  const index = list.split(",").findIndex((parameter) => new RegExp(`\\b${name}(\\[\\])?\\s*$`).test(parameter.trim()));
  return index < 0 ? SIGNATURE_GAPS[`${row.name}.${name}`] : index;
};

/** Positions of parameters of routines whose signature is not in the fact file (from their pages). */
const SIGNATURE_GAPS = {
  "FltAllocatePoolAlignedWithTag.PoolType": 1,
  "FsRtlAllocatePoolWithQuotaTag.PoolType": 0,
  "FsRtlAllocatePoolWithTag.PoolType": 0,
  "WdfDeviceStopIdle.WaitForD0": 1,
  "WdfDeviceStopIdleWithTag.WaitForD0": 1,
};

/** A condition that a program can decide, or undefined for the prose ones ("pageable", "otherwise"). */
const condition = (row, when) => {
  if (when.startsWith("return")) return when.includes("!=") ? "r" : "!r";
  if (/Timeout==NULL \|\|/.test(when)) return argument(row, "Timeout", "!=0");
  if (/Timeout!=NULL &&/.test(when)) return argument(row, "Timeout", "==0");
  if (when === "PoolType is paged") return argument(row, "PoolType", `&${PAGED_POOL}`);
  if (when === "PoolType is nonpaged") return argument(row, "PoolType", `!&${PAGED_POOL}`);
  const equality = /^(\w+)(==|!=)(\w+)$/.exec(when);
  if (equality && equality[3] in VALUES) return argument(row, equality[1], `${equality[2]}${VALUES[equality[3]]}`);
  const flag = /^([\w.]+) & (\w+)$/.exec(when);
  if (!flag || !(flag[2] in FLAGS)) return undefined;
  const [name, ...keys] = flag[1].split(".");
  const suffix = keys.map((key) => `.${key}`).join("");
  return argument(row, name, `${suffix}&0x${FLAGS[flag[2]].toString(16)}(${flag[2]})`);
};

const argument = (row, name, rest) => {
  const index = position(row, name);
  return index === undefined ? undefined : `a${index}${rest}`;
};

const bounds = (entry, row) =>
  entry.irqlMax === undefined && entry.irqlMin === undefined
    ? ""
    : range(entry.irqlMin ?? Math.min(row.irqlMin, entry.irqlMax), entry.irqlMax ?? row.irqlMax);

/** A base contract that changes no level has nothing to narrow there; a raise to an unnamed level says nothing. */
const effect = (entry, row) => {
  if (entry.effect === "raise") return entry.raisesTo ?? "";
  return entry.effect === "none" && row.effect !== "none" ? "same" : "";
};

const narrows = (entry, row) => {
  const levels = bounds(entry, row);
  const block = entry.mayBlock === undefined ? "" : entry.mayBlock ? "block" : "free";
  const same = levels === range(row.irqlMin, row.irqlMax) ? "" : levels;
  return block === "free" || block === "block" || same !== "" || effect(entry, row) !== ""
    ? `${levels}:${block}:${effect(entry, row)}`
    : undefined;
};

/** `case:<condition>:<levels>:<block|free|>:<level after|same|>` for every condition that narrows the base contract. */
export const cases = (row) =>
  (row.cases ?? []).flatMap((entry) => {
    const when = condition(row, entry.when);
    const clause = narrows(entry, row);
    return when === undefined || clause === undefined ? [] : [`case:${when}:${clause}`];
  });
