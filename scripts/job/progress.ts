/** Lines are told no oftener than this, in ms. */
const PACE_MS = 500;

/** Tells what the page is doing, one line whenever that changes, at most two a second; the newest line is never lost. */
export class Progress {
  private told = "";
  private newest = "";
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly tell: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Report the status at this moment; to be called over and over. */
  report(status: string): void {
    this.newest = status;
    if (this.now() - this.toldAt >= PACE_MS) this.flush();
  }

  /** Tell the newest status now, unless it has been told. */
  flush(): void {
    if (this.newest === this.told) return;
    this.told = this.newest;
    this.toldAt = this.now();
    this.tell(this.told);
  }
}
