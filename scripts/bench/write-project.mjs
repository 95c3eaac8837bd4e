import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRandom } from "./random.mjs";
import { writeApplication } from "./write-application.mjs";
import { filesPerDevice, writeDrivers } from "./write-driver.mjs";

const tsconfig = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["src"],
};

const eslintConfig = `import tseslint from "typescript-eslint";
export default tseslint.config(tseslint.configs.recommendedTypeChecked, {
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
});
`;

/** Packages of this repository that the generated project finds in its node_modules. */
const linked = ["typescript", "typescript-7", "typescript-eslint", "eslint"];

const link = (target, path) => {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
};

const lineCount = (files) => files.reduce((sum, [, text]) => sum + text.split("\n").length - 1, 0);

/** Writes the same project for the same numbers; of its files so many are driver-like. Returns its folder and size. */
export const writeProject = (root, count, share = 0.1) => {
  const random = createRandom(20260101);
  const devices = Math.max(1, Math.round((count * share) / filesPerDevice));
  const drivers = writeDrivers(devices, random);
  const others = count - devices * filesPerDevice;
  const files = others > 0 ? [...drivers, ...writeApplication(others, devices, random)] : drivers;
  const folder = mkdtempSync(join(tmpdir(), "irql-bench-"));
  for (const [path, text] of files) {
    const file = join(folder, "src", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(folder, "tsconfig.json"), `${JSON.stringify(tsconfig, undefined, 2)}\n`);
  writeFileSync(join(folder, "package.json"), '{ "name": "bench", "private": true, "type": "module" }\n');
  writeFileSync(join(folder, "eslint.config.js"), eslintConfig);
  link(root, join(folder, "node_modules", "irql"));
  for (const name of linked) {
    const target = join(root, "node_modules", name);
    if (existsSync(target)) link(target, join(folder, "node_modules", name));
  }
  return {
    folder,
    files: files.length,
    drivers: devices * filesPerDevice,
    lines: lineCount(files),
    driverLines: lineCount(drivers),
  };
};
