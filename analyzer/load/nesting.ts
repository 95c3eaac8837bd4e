import { ts } from "#compiler";

/** Deeper trees than this are left out once the compiler has run out of stack: written code stays below a hundred. */
const deepest = 500;

/** Whether a tree is deeper than the compiler's recursion can be trusted with; the walk itself does not recurse. */
export const nestsTooDeep = (file: ts.SourceFile): boolean => {
  let level: ts.Node[] = [file];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const next: ts.Node[] = [];
    for (const node of level) {
      ts.forEachChild(node, (child) => {
        next.push(child);
      });
    }
    level = next;
  }
  return false;
};
