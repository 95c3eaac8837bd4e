import { ts } from "#compiler";
import { ofEach } from "../ir/of-each.js";
import { isDeclarationFile, isTypeScriptFile } from "../load/file-kind.js";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Hole extends Stretch {
  /** Length of all holes before this one. */
  readonly hidden: number;
}

/** A file as others see it. */
export interface Outline {
  /** The file's text without its holes. */
  readonly text: string;
  /**
   * A position as text that stays the same while the outline's text does: its offset there, and for a position in a hole the offset
   * of the hole and that in it. Different positions have different texts.
   */
  readonly place: (position: number) => string;
}

type Closed = ts.FunctionLikeDeclaration & { readonly body: ts.Node };

/**
 * Whether nothing outside can depend on the body: its function says what it returns, so no type is inferred from it, and names that
 * are declared in it stay in it. Constructors and static blocks say the types of fields; a body without a type is the type.
 */
const isClosed = (node: ts.Node): node is Closed =>
  ((ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessor(node)) &&
    node.body !== undefined &&
    node.type !== undefined) ||
  (ts.isSetAccessor(node) && node.body !== undefined);

const insideOf = (body: ts.Node, file: ts.SourceFile): Stretch => {
  const start = body.getStart(file);
  return ts.isBlock(body) ? { start: start + 1, end: Math.max(start + 1, body.end - 1) } : { start, end: body.end };
};

/** Closed bodies that stand in no other one. In JavaScript assignments declare, wherever they stand; declarations have no bodies. */
const closedBodies = (file: ts.SourceFile): readonly Stretch[] => {
  if (!isTypeScriptFile(file.fileName) || isDeclarationFile(file.fileName)) return [];
  const found: Stretch[] = [];
  const work: ts.Node[] = [...file.statements];
  for (let node = work.pop(); node; node = work.pop()) {
    const body = isClosed(node) ? node.body : undefined;
    if (body) found.push(insideOf(body, file));
    ts.forEachChild(node, (child) => {
      if (child !== body) work.push(child);
    });
  }
  return found.sort((a, b) => a.start - b.start);
};

const findHoles = (file: ts.SourceFile): readonly Hole[] => {
  let hidden = 0;
  return closedBodies(file).map(({ start, end }) => {
    const hole = { start, end, hidden };
    hidden += end - start;
    return hole;
  });
};

const textOutside = (text: string, holes: readonly Hole[]): string => {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of holes) {
    parts.push(text.slice(at, start));
    at = end;
  }
  return parts.join("") + text.slice(at);
};

/** The last hole that starts at or before a position. */
const holeBefore = (holes: readonly Hole[], position: number): Hole | undefined => {
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holes[middle]?.start ?? Infinity) <= position) low = middle + 1;
    else high = middle;
  }
  return holes[low - 1];
};

const placeAmong = (holes: readonly Hole[], position: number): string => {
  const hole = holeBefore(holes, position);
  if (hole === undefined) return String(position);
  const { start, end, hidden } = hole;
  return position < end
    ? `${String(start - hidden)}.${String(position - start)}`
    : String(position - hidden - (end - start));
};

export const outlineOf = ofEach((file: ts.SourceFile): Outline => {
  const holes = findHoles(file);
  return { text: textOutside(file.text, holes), place: (position) => placeAmong(holes, position) };
});

/** Where a node starts, as text; see {@link Outline.place}. */
export const placeIn = (file: ts.SourceFile, node: ts.Node): string => outlineOf(file).place(node.getStart(file));
