// Packs what users would install, asks publint and attw (are the types wrong) about exactly that file, and follows the links of its pages.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pack, root } from "./pack.mjs";

/** Targets of a page's links and pictures that are files: no address, no place on the page itself. */
const linkedFiles = (page) =>
  [...page.matchAll(/\]\(<?([^)\s>]+)|^\[[^\]]+\]:\s*<?([^\s>]+)|\b(?:href|src)="([^"]+)"/gm)]
    .map(([, inline, reference, html]) => (inline ?? reference ?? html).replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z][a-z\d+.-]*:/i.test(target));

/** Links of the Markdown pages in `folder` to what is not there. */
const brokenLinks = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".md"))
    .flatMap((page) =>
      linkedFiles(readFileSync(join(folder, page), "utf8"))
        .filter((target) => !existsSync(join(folder, dirname(page), target)))
        .map((target) => `${page}: nothing at \`${target}\` in the package; ship it, or name it without a link`),
    );

const folder = mkdtempSync(join(tmpdir(), "irql-package-"));
try {
  const tarball = pack(folder);
  const bin = (name) => join(root, "node_modules", ".bin", name);
  const checks = [
    [bin("publint"), "run", tarball, "--strict"],
    // ESM only by decision: `require` of an ES module works in every Node that we support.
    [bin("attw"), tarball, "--profile", "esm-only"],
  ];
  for (const [command, ...args] of checks) {
    const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
  spawnSync("tar", ["-xzf", tarball, "-C", folder]);
  const broken = brokenLinks(join(folder, "package"));
  if (broken.length > 0) process.exitCode = 1;
  for (const line of broken) console.error(`check-package: ${line}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
