const KEY = "collabnn.toldOffline";

/** True when the person has read that this site works offline; false where the browser keeps nothing for the page. */
export function wasTold(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function rememberTold(): void {
  try {
    localStorage.setItem(KEY, "yes");
  } catch {
    // It is said again on the next visit.
  }
}
