/** A name that this tab holds, so that no other tab of this browser does. */
export interface Claim {
  release(): void;
}

/** Which tab works on what: a Workspace that is kept has one writer. */
export interface Claims {
  /** Hold the name; null when another tab still holds it after `patience` ms. A tab that is closed lets go by itself. */
  claim(name: string, patience?: number): Promise<Claim | null>;
  /** Every name that a tab holds, this one or another. */
  held(): Promise<ReadonlySet<string>>;
}

/** Locks of the browser, which end with the tab that holds them. */
export class LockClaims implements Claims {
  constructor(
    private readonly prefix: string,
    private readonly locks: LockManager,
  ) {}

  claim(name: string, patience = 0): Promise<Claim | null> {
    const given: LockOptions = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    return new Promise((resolve, reject) => {
      this.locks
        .request(this.prefix + name, given, (lock) => {
          if (!lock) return resolve(null);
          return new Promise<void>((release) => resolve({ release }));
        })
        .catch((error: unknown) => (error instanceof Error && isTimeout(error) ? resolve(null) : reject(error)));
    });
  }

  async held(): Promise<ReadonlySet<string>> {
    const { held = [] } = await this.locks.query();
    const names = held.flatMap(({ name }) => (name?.startsWith(this.prefix) ? [name.slice(this.prefix.length)] : []));
    return new Set(names);
  }
}

function isTimeout({ name }: Error): boolean {
  return name === "TimeoutError" || name === "AbortError";
}

/** Between two beats, in ms. */
const BEAT = 5000;
/** Tabs in the background beat once a minute; one that was silent for longer is gone. */
const SILENCE = 150_000;

/**
 * For browsers without locks, as on pages of plain http: beats in the local storage tell which tab is alive. Two tabs
 * that claim the same name in the same moment see the later of the two.
 */
export class HeartbeatClaims implements Claims {
  private readonly tab = crypto.getRandomValues(new Uint32Array(2)).join("");

  constructor(
    private readonly prefix: string,
    private readonly storage: Storage,
  ) {}

  async claim(name: string): Promise<Claim | null> {
    const key = this.prefix + name;
    if (isAlive(this.storage.getItem(key))) return null;
    const beat = () => this.storage.setItem(key, `${this.tab} ${Date.now()}`);
    beat();
    // The other of two tabs may write at the same time.
    await new Promise((resolve) => setTimeout(resolve));
    if (!this.isMine(key)) return null;
    const timer = setInterval(beat, BEAT);
    const release = () => {
      clearInterval(timer);
      removeEventListener("pagehide", release);
      if (this.isMine(key)) this.storage.removeItem(key);
    };
    addEventListener("pagehide", release);
    return { release };
  }

  async held(): Promise<ReadonlySet<string>> {
    const keys = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "");
    const alive = keys.filter((key) => key.startsWith(this.prefix) && isAlive(this.storage.getItem(key)));
    return new Set(alive.map((key) => key.slice(this.prefix.length)));
  }

  private isMine(key: string): boolean {
    return this.storage.getItem(key)?.startsWith(`${this.tab} `) ?? false;
  }
}

function isAlive(beat: string | null): boolean {
  const at = Number(beat?.split(" ")[1]);
  return beat !== null && Date.now() - at < SILENCE;
}

const PREFIX = "collabnn.workspace.";

/** The claims of this browser; null where it has nothing to tell tabs apart by. */
export function openClaims(): Claims | null {
  if (navigator.locks) return new LockClaims(PREFIX, navigator.locks);
  try {
    return new HeartbeatClaims(PREFIX, localStorage);
  } catch {
    return null;
  }
}
