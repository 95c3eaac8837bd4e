import type { Report } from "../door.js";

/** The report itself; its type is the format. */
export const json = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`;
