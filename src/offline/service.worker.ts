/**
 * The service worker of the site: keeps every file of its version, so that the page opens and works without a network.
 *
 * Each version has a cache of its own. A new one is filled beside those that are in use, and waits until the person asks for
 * it. Tabs that still show an older version go on finding its files here, though the host has them no longer: a version is
 * forgotten only when no tab holds its lock.
 */
export {};

interface SiteFile {
  url: string;
  /** Null for a file whose name holds a digest of its content. */
  revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: SiteFile[] };
/** The version that the page of this build names. */
declare const __VERSION__: string;

const FILES = self.__WB_MANIFEST;
const SCOPE = self.registration.scope;
/** Caches and locks of this site, not of another in another folder of the same host; see registration.ts. */
const OURS = `collabnn ${SCOPE} `;
const CURRENT = OURS + __VERSION__;
const PAGE = "index.html";
const LOOSELY = { ignoreSearch: true, ignoreVary: true };

/** Fetch a file of this version. Throws when the host gives another, or a page in its place. */
async function download({ url, revision }: SiteFile): Promise<Response> {
  const response = await fetch(url, { cache: revision === null ? "default" : "reload" });
  const isPage = response.headers.get("content-type")?.includes("text/html") ?? false;
  if (!response.ok || isPage !== (url === PAGE)) throw new Error(`The host does not give ${url}.`);
  if (isPage && !(await response.clone().text()).includes(__VERSION__)) {
    throw new Error("The host gives the page of another version.");
  }
  // A navigation may not be answered with what was redirected, as hosts do with index.html.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/** Keep all files of this version; those that an earlier one has under the same digest are taken from there. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CURRENT);
  await Promise.all(
    FILES.map(async (file) => {
      const kept = file.revision === null ? await caches.match(file.url, LOOSELY) : undefined;
      await cache.put(file.url, kept ?? (await download(file)));
    }),
  );
}

/** The kept file, of this version before any other; else what the network has. */
async function answer(request: Request): Promise<Response> {
  const key = request.mode === "navigate" ? PAGE : request.url;
  const current = await caches.open(CURRENT);
  return (await current.match(key, LOOSELY)) ?? (await caches.match(key, LOOSELY)) ?? fetch(request);
}

/** Forget the versions that no tab shows any more. */
async function tidy(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CURRENT);
  // What was listed may be a version that is being kept just now, or that waits.
  if (self.registration.installing || self.registration.waiting) return;
  const { held = [] } = await self.navigator.locks.query();
  const shown = new Set(held.map(({ name }) => name));
  await Promise.all(names.filter((name) => !shown.has(name)).map((name) => caches.delete(name)));
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));

// The page of a first visit is offline from now on, without a reload.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data === "activate") void self.skipWaiting();
  if (event.data === "tidy") event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const [path] = url.split(/[?#]/);
  // Other pages of the same host may lie below this one.
  const isForeign = !path.startsWith(SCOPE) || (mode === "navigate" && path !== SCOPE && path !== SCOPE + PAGE);
  if (method === "GET" && !isForeign) event.respondWith(answer(event.request));
});
