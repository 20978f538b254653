/**
 * The little that is remembered beside the kept Workspaces: whether anything is to be kept, and which Workspace was open
 * last, in this tab and in this browser. Where the browser remembers nothing for this page, neither is.
 */

const SWITCH = "collabnn.keep";
const LAST = "collabnn.last";

function attempt<Value>(what: () => Value, otherwise: Value): Value {
  try {
    return what();
  } catch {
    return otherwise;
  }
}

/** Whether data are kept: until somebody switches that off. */
export function isAutosaveOn(): boolean {
  return attempt(() => localStorage.getItem(SWITCH) !== "off", true);
}

export function rememberAutosave(on: boolean): void {
  attempt(() => (on ? localStorage.removeItem(SWITCH) : localStorage.setItem(SWITCH, "off")), undefined);
}

/**
 * The id of the Workspace that was open last, in this tab before any other; null when this tab had others open that are
 * not kept, undefined when nothing is remembered: a browser that crashes may forget the last seconds.
 */
export function lastOpen(): string | null | undefined {
  if (!isAutosaveOn()) return null;
  const last = attempt(() => sessionStorage.getItem(LAST) ?? localStorage.getItem(LAST), null);
  return last === null ? undefined : last || null;
}

/** This Workspace is open now; null for data that are not kept, which a reload of this tab does not look for. */
export function rememberOpen(id: string | null): void {
  attempt(() => sessionStorage.setItem(LAST, id ?? ""), undefined);
  if (id !== null) attempt(() => localStorage.setItem(LAST, id), undefined);
}

/** The Workspace is kept no more. */
export function forgetOpen(id: string): void {
  attempt(() => {
    if (sessionStorage.getItem(LAST) === id) sessionStorage.removeItem(LAST);
    if (localStorage.getItem(LAST) === id) localStorage.removeItem(LAST);
  }, undefined);
}
