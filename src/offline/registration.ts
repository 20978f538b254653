import { create } from "zustand";
import { selectActiveRun } from "../features/studio/selectors";
import { useStore } from "../features/studio/store";

interface Offline {
  /** True once all files are kept, so that the page opens without a network. */
  isReady: boolean;
  /** A new version of the site: it waits, or another tab has begun to use it. Null when there is none. */
  update: "waiting" | "elsewhere" | null;
}

/** What the page knows of the copy that the browser keeps of the site. */
export const useOffline = create<Offline>(() => ({ isReady: false, update: null }));

/** The service worker that has a new version and waits; null after another tab has let it begin. */
let waiting: ServiceWorker | null = null;
/** True once the person has asked this tab for the new version. */
let isAsked = false;

/** True while a reload would end a training. */
export function isTraining(): boolean {
  return selectActiveRun(useStore.getState()) !== null;
}

/** Change to the new version by a reload; nothing happens while a Run is training. */
export function updateNow(): void {
  if (isTraining()) return;
  if (useOffline.getState().update === "elsewhere") {
    location.reload();
    return;
  }
  isAsked = true;
  waiting?.postMessage("activate");
}

/** Tell the service worker that files of this version are needed for as long as this tab shows it. */
function holdVersion(version: string): void {
  const lock = `collabnn ${new URL("./", document.baseURI).href} ${version}`;
  navigator.locks?.request(lock, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});
}

/** Another service worker controls this tab: by this tab's wish it begins anew, else it goes on with the files it has. */
function followControl(container: ServiceWorkerContainer): void {
  let controller = container.controller;
  container.addEventListener("controllerchange", () => {
    const isFirst = controller === null;
    controller = container.controller;
    if (isAsked && !isTraining()) location.reload();
    else if (!isFirst || isAsked) useOffline.setState({ update: "elsewhere" });
  });
}

function offer(worker: ServiceWorker): void {
  waiting = worker;
  useOffline.setState({ update: "waiting" });
}

/** Offer each new version once all of it is kept, that which another tab or an earlier visit has found too. */
function followUpdates(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && registration.active) offer(registration.waiting);
  const follow = (worker: ServiceWorker) =>
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) offer(worker);
    });
  if (registration.installing) follow(registration.installing);
  registration.addEventListener("updatefound", () => {
    if (registration.installing) follow(registration.installing);
  });
}

/**
 * Keep the site for offline use. Nothing happens, and nothing is said, where there are no service workers: on a page
 * from a folder, on plain http, or on the dev server, whose page names no version.
 */
export async function startOffline(): Promise<void> {
  const version = document.querySelector<HTMLMetaElement>("meta[name=version]")?.content;
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!version || !container) return;
  try {
    holdVersion(version);
    followControl(container);
    followUpdates(await container.register("./service.worker.js"));
    const { active } = await container.ready;
    active?.postMessage("tidy");
    useOffline.setState({ isReady: true });
  } catch {
    // A browser that keeps nothing for this page, or a host that is being updated: the page works, with the network.
  }
}
