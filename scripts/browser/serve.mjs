// Serves the repository's files to pages of three kinds, told apart by the first part of the path.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const root = join(import.meta.dirname, "../..");
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** Headers of each kind of page and of its workers. */
const kinds = {
  isolated: isolation,
  plain: {},
  policy: { ...isolation, "Content-Security-Policy": "default-src 'none'; script-src 'self'; worker-src 'self'" },
};

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };

/** The program of the runtime's README for a window, with the address that a bundler would find. */
const program = async () => {
  const page = await readFile(join(root, "runtime/README.md"), "utf8");
  const [, code = 'throw new Error("the README has no block `window.js`")'] =
    /^```js window\.js\n([\s\S]*?)^```$/m.exec(page) ?? [];
  return code.replace('"irql/runtime"', '"../../dist/runtime/index.js"');
};

const contentOf = (file) =>
  file === join(root, "scripts/browser/window.js") ? program() : readFile(file).catch(() => null);

const answer = async (request, response) => {
  const [, kind, ...rest] = normalize(new URL(request.url, "http://localhost").pathname).split("/");
  const type = types[extname(rest.at(-1) ?? "")];
  const file = join(root, ...rest);
  const isOurs = ["dist/runtime/", "scripts/"].some((folder) => file.startsWith(join(root, folder)));
  const body = isOurs && type !== undefined ? await contentOf(file) : null;
  if (kinds[kind] === undefined || body === null) response.writeHead(404).end();
  else response.writeHead(200, { "Content-Type": type, "Cache-Control": "max-age=60", ...kinds[kind] }).end(body);
};

/** The server, listening on a free port, and the address of its files. */
export const serve = () =>
  new Promise((resolve) => {
    const server = createServer((request, response) => void answer(request, response));
    server.listen(0, "127.0.0.1", () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}` }));
  });
