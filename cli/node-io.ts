import type { Writable } from "node:stream";
import type { Io, Sink } from "./io.js";

const BYTES_PER_KILOBYTE = 1024;

/** Without a terminal Node leaves both undefined, which its own types do not say. */
type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * A reader that goes away (`irql check | head`) ends the writing, not the program: what follows is dropped.
 * Any other failure to write (a full disk) must not look like success, so it is handed to `onFailure`.
 */
const sinkOf = (stream: Output, onFailure: (error: Error) => void): Sink => {
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") onFailure(error);
  });
  return {
    write: (text) => {
      if (open && text !== "") stream.write(text);
    },
    isTTY: stream.isTTY ?? false,
    // A terminal that nobody has given a size says 0.
    columns: stream.columns === 0 ? undefined : stream.columns,
  };
};

/** The streams and the environment of this process. */
export const nodeIo = (onFailure: (stream: "stdout" | "stderr", error: Error) => void): Io => ({
  stdout: sinkOf(process.stdout, (error) => {
    onFailure("stdout", error);
  }),
  stderr: sinkOf(process.stderr, (error) => {
    onFailure("stderr", error);
  }),
  cwd: process.cwd(),
  env: process.env,
  now: () => performance.now(),
  stripsTypes: Boolean(Reflect.get(process.features, "typescript")),
  peakMemory: () => process.resourceUsage().maxRSS * BYTES_PER_KILOBYTE,
});
