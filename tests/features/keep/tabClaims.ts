import type { Claim, Claims } from "../../../src/features/keep/storage/claims";

/** The locks of one browser as its tabs share them: jsdom has none. */
const holders = new Map<string, object>();

/** Let go of every name, as when the browser is closed. */
export function forgetClaims(): void {
  holders.clear();
}

/** The claims of one tab, which lets go of them all when it is closed. */
export class TabClaims implements Claims {
  async claim(name: string): Promise<Claim | null> {
    if (holders.has(name)) return null;
    holders.set(name, this);
    return { release: () => this.release(name) };
  }

  async held(): Promise<ReadonlySet<string>> {
    return new Set(holders.keys());
  }

  close(): void {
    for (const name of [...holders.keys()]) this.release(name);
  }

  private release(name: string): void {
    if (holders.get(name) === this) holders.delete(name);
  }
}
