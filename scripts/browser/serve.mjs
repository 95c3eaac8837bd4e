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

const answer = async (request, response) => {
  const [, kind, ...rest] = normalize(new URL(request.url, "http://localhost").pathname).split("/");
  const type = types[extname(rest.at(-1) ?? "")];
  const file = join(root, ...rest);
  const isOurs = ["dist/runtime/", "scripts/"].some((folder) => file.startsWith(join(root, folder)));
  const body = isOurs && type !== undefined ? await readFile(file).catch(() => null) : null;
  if (kinds[kind] === undefined || body === null) response.writeHead(404).end();
  else response.writeHead(200, { "Content-Type": type, "Cache-Control": "max-age=60", ...kinds[kind] }).end(body);
};

/** The server, listening on a free port, and the address of its files. */
export const serve = () =>
  new Promise((resolve) => {
    const server = createServer((request, response) => void answer(request, response));
    server.listen(0, "127.0.0.1", () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}` }));
  });
