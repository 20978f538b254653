import type { LoadedData } from "../../data/store/dataState";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import type { State } from "../../studio/state";
import { type Throttled, throttle } from "../../studio/throttle";
import type { FileStorage } from "../storage/storage";
import type { AutosaveStatus } from "../store/autosaveState";
import type { WorkspaceConnection } from "../store/workspace";
import type { AutosaveStorage } from "./autosaveStorage";
import { isAutosaveOn, rememberOpen } from "./remembered";
import type { Contents } from "./savedFolder";
import { Session } from "./session";

/** Other data were opened before these were kept. */
class Superseded extends Error {}

const FULL =
  "There is no more room for this page in this browser. What was kept before is whole. Delete below what you no longer need, or save a workspace file.";
const NO_STORAGE =
  "This browser keeps nothing for this page, as in some private windows, or over plain http. A reload loses all but what you save.";

export interface AutosaverHelp {
  /** Before a new Workspace is written: whether the same ratings were kept before, and are gone on with. */
  findTwin(session: Session, storage: FileStorage): Promise<boolean>;
  /** When there is no room: whether some could be made. */
  makeRoom(storage: FileStorage): Promise<boolean>;
}

function statusesOf({ runs }: State): string {
  return runs.map(({ status }) => status).join();
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === "StorageFull";
}

/** Keeps what is open in the storage, as it changes; nothing on the page waits for it. */
export class Autosaver {
  session: Session | null = null;
  /** Set while a Workspace is being opened: its data are those of this session. */
  expected: { isOf(data: LoadedData): boolean; session(data: LoadedData): Session } | null = null;
  private isQueued = false;
  private readonly paced: Throttled;

  constructor(
    private readonly context: Context,
    private readonly workspace: WorkspaceConnection,
    private readonly autosaves: AutosaveStorage,
    private readonly help: AutosaverHelp,
  ) {
    this.paced = throttle(() => this.queuePass(), autosaves.host.writesPerSecond);
  }

  /** Follow the page from now on. */
  start(): void {
    const { get, subscribe, runFiles } = this.context;
    const { data } = get();
    if (data) this.begin(data, null);
    subscribe((state, before) => this.follow(state, before));
    runFiles.onChange = () => this.paced.request();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.paced.flush();
    });
  }

  /** Something may have to be written. */
  request(): void {
    this.paced.request();
  }

  /** Something may have to be written, or said, at once. */
  requestNow(): void {
    this.queuePass();
  }

  /** Say what becomes of the open data, where that is news. */
  private show(session: Session, autosave: AutosaveStatus): void {
    const { get, set } = this.context;
    if (session !== this.session || JSON.stringify(get().autosave) === JSON.stringify(autosave)) return;
    set({ autosave });
  }

  private showKept(session: Session): void {
    const { id, bytes } = session.folder;
    this.show(session, { status: "kept", id, bytes });
  }

  private follow(state: State, before: State): void {
    if (state.data && state.data !== before.data) this.begin(state.data, before);
    // Other data come: what has changed is written while they are read.
    else if (state.reading && !before.reading) this.paced.flush();
    const isOther =
      state.runs !== before.runs ||
      state.settings !== before.settings ||
      state.selectedRun !== before.selectedRun ||
      state.data !== before.data;
    // A Run that begins or ends is written at once, what happens between in good time.
    if (state.runs !== before.runs && statusesOf(state) !== statusesOf(before)) this.queuePass();
    else if (isOther) this.paced.request();
  }

  private begin(data: LoadedData, before: State | null): void {
    const { expected, session: old } = this;
    this.session = expected?.isOf(data) ? expected.session(data) : new Session(data);
    this.context.set({ autosave: { status: "nothing to keep" }, broughtBack: null });
    if (!old) return;
    const isReread = data.source.kind !== "workspace" && before?.data?.source === data.source;
    if (isReread && before.runs.length === 0) this.session.replaced = old.folder.id;
    void this.autosaves.inTurn(() => this.retire(old)).catch(() => {});
  }

  /** The session's data are open no more. */
  private async retire({ claim, folder }: Session): Promise<void> {
    const storage = claim && (await this.autosaves.storage());
    if (storage && !folder.isWritten) await storage.removeFolder(folder.id);
    claim?.release();
  }

  private queuePass(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    void this.autosaves.inTurn(() => {
      this.isQueued = false;
      return this.pass();
    });
  }

  /** Bring the storage up to date with the page. Never fails: what cannot be kept is said. */
  private async pass(): Promise<void> {
    const { session } = this;
    const contents = this.workspace.contents();
    if (!session || !contents || session.isHeld) return;
    if (!isAutosaveOn()) return this.show(session, { status: "off" });
    if (session.isDeclined) return this.show(session, { status: "declined" });
    if (!session.isWorthKeeping(this.context.get(), contents)) {
      if (!session.original) rememberOpen(null);
      return this.show(session, session.original ? { status: "copy" } : { status: "nothing to keep" });
    }
    if (!session.folder.hasNews(contents)) return this.showKept(session);
    try {
      await this.write(session, contents);
    } catch (error) {
      if (error instanceof Superseded) return;
      const why = isFull(error) ? "full" : "error";
      const message = why === "full" ? FULL : `The browser did not keep it: ${sentence(error)}`;
      this.show(session, { status: "failed", why, message, isPartlyKept: session.folder.isWritten });
    }
  }

  private async write(session: Session, contents: Contents): Promise<void> {
    const storage = await this.autosaves.storage();
    if (!storage) {
      const why = { why: "no storage", message: NO_STORAGE, isPartlyKept: false } as const;
      return this.show(session, { status: "failed", ...why });
    }
    if (!session.folder.isWritten) this.show(session, { status: "keeping" });
    if (session.isNew) {
      session.isNew = false;
      // What it finds is on the page from then on, and the next pass looks at it.
      if (await this.help.findTwin(session, storage)) return this.request();
    }
    session.claim ??= await this.autosaves.claim(session.folder.id);
    if (!session.claim) throw new Error("Another tab is writing it.");
    const write = () => session.folder.write(storage, contents, () => this.dataset(session));
    await write().catch(async (error: unknown) => {
      if (!isFull(error) || !(await this.help.makeRoom(storage))) throw error;
      await write();
    });
    session.original = null;
    await this.dropReplaced(session, storage);
    if (session !== this.session) return;
    rememberOpen(session.folder.id);
    this.showKept(session);
  }

  /** The session's Dataset, packed. @throws Superseded when other data were opened. */
  async dataset(session: Session): Promise<Blob> {
    if (session !== this.session) throw new Superseded();
    const packed = await this.workspace.dataset();
    // Else the worker may have packed what was opened meanwhile.
    if (session !== this.session) throw new Superseded();
    return packed;
  }

  private async dropReplaced(session: Session, storage: FileStorage): Promise<void> {
    const { replaced, folder } = session;
    session.replaced = null;
    if (replaced === null || replaced === folder.id) return;
    const claim = await this.autosaves.claim(replaced);
    if (claim) await storage.removeFolder(replaced);
    claim?.release();
  }
}
