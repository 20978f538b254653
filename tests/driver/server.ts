import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";

const MIME_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

export interface StaticServerOptions {
  /** Sub-folder of the host that the site lies in, such as "/some/folder/". */
  base?: string;
  /** Headers sent with every file. */
  headers?: Record<string, string>;
}

export interface StaticServer {
  /** Address of the site, with a slash at its end. */
  url: string;
  /** Path of every request so far, in order, whoever sent it. */
  requests: string[];
  close(): Promise<void>;
}

/** The path of a request's target without its query, decoded; null when its escapes are broken. */
function pathOf(target: string): string | null {
  try {
    return decodeURIComponent(target.replace(/[?#].*$/, ""));
  } catch {
    return null;
  }
}

/** The file that a request's target names, or null when it names none inside the folder. */
function fileFor(folder: string, base: string, target: string): string | null {
  const path = pathOf(target);
  if (!path?.startsWith(base)) return null;
  const file = normalize(join(folder, path.slice(base.length) || "index.html"));
  if (!file.startsWith(folder + sep)) return null;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

/** Serve a folder on a free port of the loopback address, as a plain static host does. */
export function serveFolder(folder: string, { base = "/", headers = {} }: StaticServerOptions = {}) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "/");
    const file = fileFor(folder, base, request.url ?? "/");
    if (!file) {
      response.writeHead(404, headers).end();
      return;
    }
    const type = MIME_TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...headers, "content-type": type });
    createReadStream(file).pipe(response);
  });
  return new Promise<StaticServer>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}${base}`,
        requests,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
