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

const PREFIX = "collabnn.workspace.";

/**
 * The claims of this browser; null where it has no locks, as on a page of plain http, which has no file storage either:
 * two tabs cannot tell each other apart there.
 */
export function openClaims(): Claims | null {
  return navigator.locks ? new LockClaims(PREFIX, navigator.locks) : null;
}
