/**
 * The newest of questions that take the place of each other. Whoever asks keeps the signal that it began with, and drops
 * what comes back once that is aborted; a call that is given the signal is cancelled besides.
 */
export class Newest {
  private controller = new AbortController();

  /** Of the newest question: aborted once there is another, or nobody wants an answer any more. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Begin another: the one before is answered no more. */
  begin(): AbortSignal {
    this.drop();
    this.controller = new AbortController();
    return this.signal;
  }

  /** Nobody wants an answer any more. */
  drop(): void {
    this.controller.abort();
  }
}
