// Stacks, as far as programs care: without the runtime's own frames.

const RUNTIME = new URL("..", import.meta.url).pathname;
const FRAME = /^\s*at |@/;
const HOST = /\(node:|at node:/;
/** Tests and their workers lie beside the runtime's files and are programs. */
const PROGRAM = /\.test\.|\/testing\//;

/** The frames of a stack that are the program's, the innermost first. */
export const framesOf = (stack: Error): readonly string[] =>
  (stack.stack ?? "")
    .split("\n")
    .filter((line) => FRAME.test(line) && !HOST.test(line) && (!line.includes(RUNTIME) || PROGRAM.test(line)))
    .map((line) => line.trim().replace(/^at (async )?/, ""));
