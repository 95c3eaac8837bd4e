import type { ReportedFinding, ReportedStep } from "../door.js";
import { codeFrame, type Mark } from "../render/code-frame.js";
import { displayWidth } from "../render/display-width.js";
import { visibleLine } from "../render/visible.js";
import { wrap } from "../render/wrap.js";
import { place } from "./place.js";
import type { View } from "./view.js";

const NEAR = 3;
const FRAME_INDENT = 5;
/** A place longer than this gets a line of its own where the message does not fit beside it. */
const WIDEST_PLACE = 40;

interface NumberedStep {
  readonly step: ReportedStep;
  readonly number: number;
}

/** The numbered steps, each with its frame; steps in one file within three lines share one. */
export const becauseBlock = (finding: ReportedFinding, view: View): string[] => {
  const steps = finding.because.map((step, index) => ({ step, number: index + 1 }));
  if (steps.length === 0) return [];
  const digits = String(steps.length).length;
  const widths = steps.map(({ step }) => displayWidth(place(step))).filter((width) => width <= WIDEST_PLACE);
  const column = { digits, placeWidth: Math.max(0, ...widths) };
  return [
    view.paint("strong", "because"),
    ...groupsOf(steps, finding).flatMap((group) => [
      ...group.map((entry) => stepLine(entry, column, view)),
      ...groupFrame(group, finding, view),
    ]),
  ];
};

/** A step that the finding's own frame shows already stands alone and is not drawn again. */
const groupsOf = (steps: readonly NumberedStep[], finding: ReportedFinding): NumberedStep[][] => {
  const groups: NumberedStep[][] = [];
  for (const entry of steps) {
    const group = groups.at(-1);
    const joins = [...(group ?? []), entry].every(({ step }) => isNear(step, entry.step) && !isAt(step, finding));
    if (group && joins) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
};

const isNear = (a: ReportedStep, b: ReportedStep): boolean =>
  a.file === b.file && Math.abs(a.range.start.line - b.range.start.line) <= NEAR;

interface StepColumn {
  readonly digits: number;
  readonly placeWidth: number;
}

const stepLine = ({ step, number }: NumberedStep, column: StepColumn, { paint, width }: View): string => {
  const head = `  ${String(number).padStart(column.digits)}. `;
  const where = place(step);
  const gap = " ".repeat(Math.max(0, column.placeWidth - displayWidth(where)) + 2);
  const used = displayWidth(head + where + gap);
  const indent = displayWidth(where) > WIDEST_PLACE ? displayWidth(head) : used;
  const message = wrap(visibleLine(step.message), { width, used, indent });
  return `${head}${paint("place", where)}${gap}${message}`.replace(/ +$/gm, "");
};

const groupFrame = (group: readonly NumberedStep[], finding: ReportedFinding, view: View): string[] => {
  const fresh = group.filter(({ step }) => !isAt(step, finding));
  const first = fresh[0];
  const lines = first && view.sources(first.step.file);
  if (!lines) return [];
  const marks = fresh.map(({ step, number }): Mark => ({
    range: step.range,
    label: fresh.length > 1 ? String(number) : "",
    glyph: "-",
    style: "note",
  }));
  return codeFrame(lines, marks, { width: view.width, indent: FRAME_INDENT, paint: view.paint });
};

/** A step at the finding itself, whose source is shown there. */
export const isAt = (step: ReportedStep, { file, range }: ReportedFinding): boolean =>
  step.file === file && step.range.start.line === range.start.line && step.range.start.column === range.start.column;
