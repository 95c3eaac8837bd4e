import { median, megabytes, table } from "./print.mjs";
import { writeProject } from "./write-project.mjs";

/** Projects of 10, 100 and 1,000 files, all driver-like. */
export const growthSizes = (root) =>
  [10, 100, 1000].map((files) => ({ project: writeProject(root, files, 1), results: [] }));

/** The time of the stages alone: the start of Node.js and the import of the compiler are the same for each. */
export const growthTable = (sizes) =>
  table([
    ["driver-like files", "lines", "all stages", "per 1,000 lines", "peak memory"],
    ...sizes.map(({ project, results }) => {
      const stages = median(results.map((result) => result.stages));
      return [
        String(project.files),
        String(project.driverLines),
        `${stages.toFixed(0)} ms`,
        `${((1000 * stages) / project.driverLines).toFixed(0)} ms`,
        megabytes(median(results.map((result) => result.bytes))),
      ];
    }),
  ]);
