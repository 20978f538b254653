import { DATASET_FILE, MANIFEST_FILE } from "../../../domain/fileNames";
import { forgetChoices } from "../../data/store/rememberedChoices";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import type { Claim } from "../storage/claims";
import { askToPersist, freeBytes, isPersisted } from "../storage/room";
import type { FileStorage } from "../storage/storage";
import type { AutosavedWorkspace } from "../store/autosaveState";
import type { Autosaver } from "./autosaver";
import type { AutosaveStorage } from "./autosaveStorage";
import { glanceAt } from "./opening";
import { forgetOpen, isAutosaveOn, rememberOpen } from "./remembered";

/** So long a deletion can be taken back, in ms. */
const SECOND_THOUGHTS = 10_000;

/** A Workspace whose manifest is gone: until its time is over, the rest of it is still there. */
interface Deletion {
  shown: AutosavedWorkspace;
  manifest: Blob;
  claim: Claim;
  timer: ReturnType<typeof setTimeout>;
}

/** What is kept, and its deletion. */
export class AutosavedWorkspaces {
  private readonly deletions = new Map<string, Deletion>();

  constructor(
    private readonly context: Context,
    private readonly autosaves: AutosaveStorage,
    private readonly autosaver: Autosaver,
  ) {}

  /** Look up all that is kept. */
  async look(): Promise<void> {
    const storage = await this.autosaves.storage();
    const [workspaces, free, persisted] = await Promise.all([
      storage ? this.workspaces(storage) : [],
      freeBytes(),
      isPersisted(),
    ]);
    this.context.set({
      autosaveOn: isAutosaveOn(),
      autosaved: { place: storage?.place ?? null, workspaces, free, isPersisted: persisted },
    });
  }

  private async workspaces(storage: FileStorage): Promise<AutosavedWorkspace[]> {
    const [folders, held] = await Promise.all([this.autosaves.folders(storage), this.autosaves.held()]);
    const found = await Promise.all(folders.map((id) => this.workspaceOf(storage, id, held)));
    const deleted = [...this.deletions.values()].map(({ shown }) => shown);
    return [...found.filter((one) => one !== null), ...deleted].sort((a, b) => (a.saved < b.saved ? 1 : -1));
  }

  private async workspaceOf(
    storage: FileStorage,
    id: string,
    held: ReadonlySet<string>,
  ): Promise<AutosavedWorkspace | null> {
    const [manifest, files] = await Promise.all([glanceAt(storage, id), storage.files(id)]);
    if (!manifest || !files.some(({ name }) => name === DATASET_FILE)) return null;
    const { dataset, runs, saved } = manifest;
    const isHere = id === this.autosaver.session?.folder.id;
    return {
      id,
      name: dataset.name,
      isSample: dataset.sample !== null,
      ratings: dataset.ratings,
      runs: runs.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      saved,
      open: isHere ? "here" : held.has(id) ? "elsewhere" : null,
      isDeleted: false,
    };
  }

  /** Delete a Workspace that is not open; for a while that can be taken back. */
  async delete(id: string): Promise<void> {
    await this.attempt(async (storage) => {
      const shown = this.context.get().autosaved?.workspaces.find((one) => one.id === id);
      const claim = await this.autosaves.claim(id);
      if (!claim) throw new Error(`${shown?.name ?? "It"} is open in another tab. Close it there first.`);
      const manifest = await storage.read(id, MANIFEST_FILE);
      forgetOpen(id);
      if (!manifest || !shown) {
        await storage.removeFolder(id);
        claim.release();
        return;
      }
      await storage.remove(id, MANIFEST_FILE);
      const timer = setTimeout(() => void this.attempt((opened) => this.complete(opened, id)), SECOND_THOUGHTS);
      this.deletions.set(id, { shown: { ...shown, isDeleted: true }, manifest, claim, timer });
    });
  }

  async undo(id: string): Promise<void> {
    await this.attempt(async (storage) => {
      const deletion = this.deletions.get(id);
      if (!deletion) return;
      await storage.write(id, MANIFEST_FILE, deletion.manifest);
      clearTimeout(deletion.timer);
      this.deletions.delete(id);
      deletion.claim.release();
    });
  }

  /** Delete what is kept of the open data. */
  async decline(): Promise<void> {
    const { session } = this.autosaver;
    if (!session) return;
    session.isDeclined = true;
    await this.attempt((storage) => this.removeOpen(storage));
    this.autosaver.requestNow();
  }

  /** Delete everything at once, but for what is open in other tabs. */
  async deleteAll(): Promise<void> {
    const { session } = this.autosaver;
    if (session) session.isDeclined = true;
    await this.attempt(async (storage) => {
      await this.removeOpen(storage);
      for (const id of this.deletions.keys()) await this.complete(storage, id);
      let isLeft = false;
      for (const id of await storage.folders()) {
        const claim = await this.autosaves.claim(id);
        if (claim) {
          await storage.removeFolder(id);
          forgetOpen(id);
        } else isLeft = true;
        claim?.release();
      }
      forgetChoices();
      if (isLeft) throw new Error("What is open in another tab is still kept. Close it there, then delete it.");
    });
    this.autosaver.requestNow();
  }

  async askToPersist(): Promise<void> {
    await askToPersist();
    await this.look();
  }

  /** Deletions that could still be taken back make room at once. True when there were some. */
  async makeRoom(storage: FileStorage): Promise<boolean> {
    const hasSome = this.deletions.size > 0;
    for (const id of this.deletions.keys()) await this.complete(storage, id);
    return hasSome;
  }

  private async complete(storage: FileStorage, id: string): Promise<void> {
    const deletion = this.deletions.get(id);
    if (!deletion) return;
    clearTimeout(deletion.timer);
    this.deletions.delete(id);
    await storage.removeFolder(id);
    deletion.claim.release();
    // There is more room now.
    this.autosaver.requestNow();
  }

  private async removeOpen(storage: FileStorage): Promise<void> {
    const { session } = this.autosaver;
    if (!session?.claim) return;
    const { folder } = session;
    forgetOpen(folder.id);
    // Nor does a reload of this tab look for another.
    rememberOpen(null);
    await storage.removeFolder(folder.id);
    folder.forget();
  }

  /** Do it in turn, and look at what is left; why it could not be done is said. */
  private async attempt(work: (storage: FileStorage) => Promise<void>): Promise<void> {
    this.context.set({ autosaveError: null });
    try {
      const storage = await this.autosaves.storage();
      if (storage) await this.autosaves.inTurn(() => work(storage));
    } catch (error) {
      this.context.set({ autosaveError: sentence(error) });
    }
    await this.look();
  }
}
