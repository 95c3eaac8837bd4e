import { median, megabytes, table } from "./print.mjs";
import { writeProject } from "./write-project.mjs";

/** Projects of 10, 100 and 1,000 files, all driver-like; the largest takes long enough to be measured once. */
export const growthSizes = (root) =>
  [10, 100, 1000].map((files) => ({ project: writeProject(root, files, 1), once: files === 1000, results: [] }));

/** The processor time of the check alone: the start of Node.js and the import of the compiler are the same for each. */
export const growthTable = (sizes) =>
  table([
    ["driver-like files", "lines", "processor time of the check", "per 1,000 lines", "peak memory"],
    ...sizes.map(({ project, results }) => {
      const stages = median(results.map((result) => result.stages));
      return [
        String(project.files),
        String(project.driverLines),
        `${(stages / 1000).toFixed(2)} s`,
        `${((1000 * stages) / project.driverLines).toFixed(0)} ms`,
        megabytes(median(results.map((result) => result.bytes))),
      ];
    }),
  ]);
