import type { Io, Sink } from "./io.js";

const BYTES_PER_KILOBYTE = 1024;

/**
 * A reader that goes away (`irql check | head`) ends the writing, not the program: what follows is dropped.
 * Any other failure to write (a full disk) must not look like success, so it is handed to `onFailure`.
 */
const sinkOf = (stream: NodeJS.WriteStream, onFailure: (error: Error) => void): Sink => {
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") onFailure(error);
  });
  return {
    write: (text) => {
      if (open && text !== "") stream.write(text);
    },
    // Without a terminal Node leaves both undefined, whatever the types say.
    isTTY: (stream.isTTY as boolean | undefined) ?? false,
    columns: stream.columns as number | undefined,
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
  peakMemory: () => process.resourceUsage().maxRSS * BYTES_PER_KILOBYTE,
});
