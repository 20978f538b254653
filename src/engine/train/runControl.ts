/** Steers a Run from outside: the Trainer asks `turn` between steps. */
export class RunControl {
  private pausedNow = false;
  private stepsAllowed = 0;
  private stopAsked = false;
  private abandoned = false;
  private wake: (() => void) | null = null;
  private lastYield = 0;
  private waited = 0;
  private readonly parts: RunControl[] = [];

  /** Aborting the signal abandons the Run: `turn` then throws the signal's reason. */
  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener("abort", () => this.wake?.());
  }

  /** Time spent paused so far. */
  get waitedMs(): number {
    return this.waited;
  }

  get paused(): boolean {
    return this.pausedNow;
  }

  private get ended(): boolean {
    return this.abandoned || this.signal.aborted;
  }

  /** True when the Run shall end with what it has. */
  get stopped(): boolean {
    return this.stopAsked;
  }

  /** The control of a part of the Run: steered with the whole, and abandoned alone. */
  part(): RunControl {
    const part = new RunControl(this.signal);
    if (this.pausedNow) part.pause();
    if (this.stopAsked) part.stop();
    this.parts.push(part);
    return part;
  }

  pause(): void {
    this.pausedNow = true;
    for (const part of this.parts) part.pause();
  }

  resume(): void {
    this.pausedNow = false;
    for (const part of this.parts) part.resume();
    this.wake?.();
  }

  /** Whatever still runs of the Run ends at its next step: nobody waits for it any more. */
  abandon(): void {
    this.abandoned = true;
    this.wake?.();
  }

  /** One more step, then pause. */
  step(): void {
    this.pausedNow = true;
    this.stepsAllowed++;
    for (const part of this.parts) part.step();
    this.wake?.();
  }

  stop(): void {
    this.stopAsked = true;
    for (const part of this.parts) part.stop();
    this.wake?.();
  }

  /** Let commands in, without waiting when paused: between the parts of work that is not a step. */
  async breathe(): Promise<void> {
    // Handing over costs some microseconds; at 4 ms apart it is lost in the noise and commands still feel immediate.
    if (performance.now() - this.lastYield > 4) {
      await eventLoopTurn();
      this.lastYield = performance.now();
    }
    this.assertWanted();
  }

  /**
   * Let commands in, and wait while paused; `onPause` is called when a wait begins.
   * Resolves when the next step may run or the Run shall stop.
   */
  async turn(onPause: () => void): Promise<void> {
    await this.breathe();
    const start = performance.now();
    let told = false;
    while (this.pausedNow && this.stepsAllowed === 0 && !this.stopAsked && !this.ended) {
      if (!told) {
        told = true;
        onPause();
        continue; // the listener may have given the next command already
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
    if (told) this.waited += performance.now() - start;
    if (this.stepsAllowed > 0) this.stepsAllowed--;
    this.assertWanted();
  }

  private assertWanted(): void {
    this.signal.throwIfAborted();
    if (this.abandoned) throw new Error("The Run was abandoned.");
  }
}

/** Let waiting messages be handled. Not setTimeout, which browsers slow down, nor a frame, which hidden tabs lack. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
