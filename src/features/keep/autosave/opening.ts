import { DATASET_FILE, MANIFEST_FILE } from "../../../domain/fileNames";
import type { Workspace, WorkspaceManifest } from "../../../engine/workspace/types";
import type { LoadedData } from "../../data/store/dataState";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import type { State } from "../../studio/state";
import type { Claim } from "../storage/claims";
import type { FileStorage } from "../storage/storage";
import type { BroughtBack } from "../store/autosaveState";
import type { WorkspaceConnection } from "../store/workspace";
import type { Autosaver } from "./autosaver";
import type { AutosaveStorage } from "./autosaveStorage";
import { jsonIn, readSaved } from "./readSaved";
import { forgetOpen, rememberOpen } from "./remembered";
import { namesOf } from "./savedFolder";
import { Session } from "./session";

/** A tab that is reloaded holds its Workspace for a moment longer, in ms. */
const HANDOVER = 1000;

interface Found {
  workspace: Workspace;
  leftOut: number;
  bytes: number;
}

/** What a manifest says, for a list or a sentence, whatever else is in it; null where it is none. */
export async function glanceAt(storage: FileStorage, id: string): Promise<WorkspaceManifest | null> {
  const manifest = (await jsonIn(storage, id, MANIFEST_FILE)) as Partial<WorkspaceManifest> | null;
  const { dataset, runs, saved } = manifest ?? {};
  const isManifest = typeof dataset?.name === "string" && Array.isArray(runs) && !Number.isNaN(Date.parse(saved ?? ""));
  return isManifest ? (manifest as WorkspaceManifest) : null;
}

/** Opening what is kept. */
export class Opening {
  constructor(
    private readonly context: Context,
    private readonly workspace: WorkspaceConnection,
    private readonly autosaves: AutosaveStorage,
    private readonly autosaver: () => Autosaver,
  ) {}

  /** The id of the Workspace that changed last; null where there is none. */
  async newest(): Promise<string | null> {
    const storage = (await this.autosaves.host.wasStorageUsed()) ? await this.autosaves.storage() : null;
    let newest = { id: null as string | null, saved: "" };
    for (const id of storage ? await this.autosaves.folders(storage) : []) {
      const { saved = "" } = (await glanceAt(storage!, id)) ?? {};
      if (saved > newest.saved) newest = { id, saved };
    }
    return newest.id;
  }

  /**
   * Open a kept Workspace in place of what is open; as a copy where another tab has it. False when it cannot be opened,
   * which `damaged` then says; true too when other data were opened meanwhile.
   */
  async open(id: string, settings: "stored" | "current"): Promise<boolean> {
    const { get, set } = this.context;
    set({ damaged: null });
    const before = get();
    let isWanted = () => get().data === before.data && get().reading === before.reading;
    let name = "What was open last";
    let claim: Claim | null = null;
    try {
      const storage = await this.autosaves.storage();
      if (!storage) throw new Error("This browser keeps nothing for this page any more.");
      name = (await glanceAt(storage, id))?.dataset.name ?? name;
      if (!isWanted()) return true;
      const reading = { name, progress: null, preview: null };
      set({ reading, readError: null });
      isWanted = () => get().reading === reading;
      claim = await this.autosaves.claim(id, HANDOVER);
      const found = await this.read(storage, id, claim !== null);
      if (!isWanted()) {
        claim?.release();
        return true;
      }
      isWanted = () => true;
      return await this.show(id, claim, found, settings);
    } catch (error) {
      claim?.release();
      if (!isWanted()) return true;
      set({ reading: null, readError: null, damaged: { id, name, message: sentence(error) } });
      forgetOpen(id);
      return false;
    }
  }

  private async show(id: string, claim: Claim | null, found: Found, settings: "stored" | "current"): Promise<boolean> {
    const { get, set } = this.context;
    const { workspace, leftOut } = found;
    let session: Session | null = null;
    const expected = {
      isOf: ({ source }: LoadedData) => source.kind === "workspace" && source.dataset === workspace.dataset,
      session: (data: LoadedData) => {
        const begun = new Session(data);
        this.hold(begun, id, claim, found);
        session = begun;
        return begun;
      },
    };
    this.autosaver().expected = expected;
    const isOpen = await this.workspace.restore(workspace, settings);
    if (this.autosaver().expected === expected) this.autosaver().expected = null;
    const { readError } = get();
    if (!session && readError?.name === workspace.manifest.dataset.name) throw new Error(readError.message);
    if (!session) claim?.release();
    if (!isOpen || !session) return true;
    this.release(session, found);
    if (claim) rememberOpen(id);
    set({ broughtBack: backOf(workspace, { isCopy: claim === null, isSameFile: false, leftOut }) });
    return true;
  }

  /** The session goes on with what was found, or with a copy of it; nothing is written before that is on the page. */
  private hold(session: Session, id: string, claim: Claim | null, { workspace, bytes }: Found): void {
    session.isHeld = true;
    if (claim) session.continueAs(id, claim);
    else session.copyOf(id);
    session.adopt(workspace, bytes);
  }

  /** What was found is on the page: from now on, what changes is written. */
  private release(session: Session, { workspace, bytes }: Found): void {
    session.isHeld = false;
    if (session !== this.autosaver().session) return;
    const ids = new Set(workspace.runs.map(({ record }) => record.id));
    const runs = this.workspace.contents()?.runs.filter(({ record }) => ids.has(record.id)) ?? [];
    session.adopt({ manifest: workspace.manifest, runs }, bytes);
    this.autosaver().requestNow();
  }

  /** Read a Workspace; whose owner this tab is, it also deletes what a crash left in its folder. */
  private async read(storage: FileStorage, id: string, isOwner: boolean): Promise<Found> {
    const { data } = this.context.clients;
    const { workspace, leftOut } = await readSaved(storage, id, (parts) => data.call("checkKept", parts));
    let bytes = 0;
    const wanted = namesOf(workspace);
    for (const file of await storage.files(id)) {
      if (wanted.has(file.name)) bytes += file.bytes;
      else if (isOwner && leftOut === 0) await storage.remove(id, file.name);
    }
    return { workspace, leftOut, bytes };
  }

  /**
   * Whether the same ratings were kept before under the same name, and nobody has them open: then they are gone on with,
   * and the Runs on them come back. Not once there are Runs on the page.
   */
  async findTwin(session: Session, storage: FileStorage): Promise<boolean> {
    const { get, set } = this.context;
    const isStill = () => session === this.autosaver().session && get().runs.length === 0;
    if (session.data.source.kind === "workspace" || session.data.isSample || !isStill()) return false;
    for (const id of await this.autosaves.folders(storage)) {
      const manifest = await glanceAt(storage, id);
      if (!manifest || !hasSameSize(manifest, get())) continue;
      const claim = await this.autosaves.claim(id);
      if (!claim) continue;
      const found = await this.sameRatings(session, storage, id).catch(() => null);
      if (!found || !isStill()) {
        claim.release();
        continue;
      }
      this.hold(session, id, claim, found);
      await this.workspace.addRuns(found.workspace);
      this.release(session, found);
      const { workspace, leftOut } = found;
      if (session === this.autosaver().session && workspace.runs.length > 0) {
        set({ broughtBack: backOf(workspace, { isCopy: false, isSameFile: true, leftOut }) });
      }
      return true;
    }
    return false;
  }

  /** The Workspace, when its ratings are those of the session; null when they are others, or it cannot be read. */
  private async sameRatings(session: Session, storage: FileStorage, id: string): Promise<Found | null> {
    const [a, b] = [await this.autosaver().dataset(session), await storage.read(id, DATASET_FILE)];
    const isSame = b !== null && (await this.context.clients.data.call("isSameDataset", { a, b }));
    return isSame ? this.read(storage, id, true) : null;
  }
}

function hasSameSize({ dataset }: WorkspaceManifest, { data }: State): boolean {
  if (!data || dataset.sample !== null) return false;
  const { name, ratings, users, products } = data.summary;
  return (
    dataset.name === name && dataset.ratings === ratings && dataset.users === users && dataset.products === products
  );
}

function backOf(
  { manifest, runs }: Workspace,
  how: Pick<BroughtBack, "isCopy" | "isSameFile" | "leftOut">,
): BroughtBack {
  return { name: manifest.dataset.name, runs: runs.length, saved: manifest.saved, ...how };
}
