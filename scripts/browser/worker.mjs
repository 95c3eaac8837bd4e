// A web worker of the browser's checks: does the task that the message names.
import { perform } from "../engines/tasks.mjs";

addEventListener("message", ({ data }) => {
  perform(data).then(
    (answer) => postMessage({ answer }),
    (error) => postMessage({ error: String(error) }),
  );
});
