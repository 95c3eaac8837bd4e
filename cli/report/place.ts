import type { Range } from "../door.js";
import { visibleLine } from "../render/visible.js";

/** `file:line:column`, which terminals and editors make clickable. */
export const place = ({ file, range }: { readonly file: string; readonly range: Range }): string =>
  `${visibleLine(file)}:${String(range.start.line)}:${String(range.start.column)}`;
