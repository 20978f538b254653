import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { type StaticServer, type StaticServerOptions, serveFolder } from "./server";

const root = mkdtempSync(join(tmpdir(), "site-"));
const folder = join(root, "site");
mkdirSync(join(folder, "assets"), { recursive: true });
writeFileSync(join(folder, "index.html"), "<!doctype html>");
writeFileSync(join(folder, "assets", "a b.wasm"), "wasm");
writeFileSync(join(root, "secret.txt"), "outside");
afterAll(() => rmSync(root, { recursive: true }));

let server: StaticServer;
async function serve(options?: StaticServerOptions): Promise<string> {
  server = await serveFolder(folder, options);
  return server.url;
}
afterEach(() => server.close());

/** Status of a request whose path is sent as it stands, which fetch would tidy first. */
function statusOf(path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => get({ hostname, port, path }, (response) => resolve(response.resume().statusCode)));
}

test("a folder's address gives its index page", async () => {
  const response = await fetch(await serve());
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toBe("<!doctype html>");
});

test("a file is sent with the type that browsers insist on", async () => {
  const response = await fetch(`${await serve()}assets/a%20b.wasm?version=1`);
  expect(response.headers.get("content-type")).toBe("application/wasm");
  expect(await response.text()).toBe("wasm");
});

test("what does not exist is 404, folders and broken escapes included", async () => {
  await serve();
  expect(await statusOf("/missing.js")).toBe(404);
  expect(await statusOf("/assets")).toBe(404);
  expect(await statusOf("/%zz")).toBe(404);
});

test("nothing outside the folder is served", async () => {
  await serve();
  expect(await statusOf("/../secret.txt")).toBe(404);
  expect(await statusOf("/%2e%2e/secret.txt")).toBe(404);
  expect(await statusOf("/..%2fsecret.txt")).toBe(404);
});

test("the site may lie in a sub-folder, and only there", async () => {
  const url = await serve({ base: "/some/folder/" });
  expect((await fetch(url)).status).toBe(200);
  expect(await statusOf("/")).toBe(404);
});

test("headers are sent with every file", async () => {
  const response = await fetch(await serve({ headers: { "content-security-policy": "default-src 'none'" } }));
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'");
});

test("every request is noted, those for what does not exist too", async () => {
  const url = await serve();
  await (await fetch(`${url}assets/a%20b.wasm`)).text();
  await statusOf("/missing.js");
  expect(server.requests).toEqual(["/assets/a%20b.wasm", "/missing.js"]);
});
