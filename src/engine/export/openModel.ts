import * as v from "valibot";
import { MODEL_FILES } from "../../domain/fileNames";
import type { RunSettings } from "../../domain/settings";
import { MODEL as ITEM_ITEM } from "../../models/item-item/definition";
import { defaultsOf, isRanking, isSampled } from "../../models/registry";
import type { ModelSnapshot } from "../../models/snapshot";
import { refuse } from "../read/refusal";
import type { Vocabulary } from "../read/types";
import { packTexts, size } from "../read/vocabulary";
import type { OpenedRows } from "../train/earlier/sideValues";
import { modelFor } from "../workspace/check/model";
import { firstIssue } from "../workspace/check/parts";
import { SafetensorsError, SafetensorsFile } from "../workspace/safetensors";
import { type CheckedConfig, modelConfig } from "./configSchema";
import { type ModelSource, modelSource, type NamedFile } from "./modelSource";
import { snapshotFrom } from "./snapshotFrom";
import { MODEL_FORMAT, MODEL_VERSION } from "./types";

/** A model that was trained elsewhere, or exported here. */
export interface OpenedModel {
  /** Of the ratings that it was trained on, or of its file where that is not known. */
  name: string;
  /** By the codes of these vocabularies. */
  model: ModelSnapshot;
  users: Vocabulary;
  products: Vocabulary;
  /** Those that it says, else the defaults of its kind. */
  settings: RunSettings;
  /** Rows of the features' values of `hybrid`, by their text. */
  sideRows: OpenedRows[];
}

/** The texts of a JSON file are read into memory: ten million ids fit. */
const LARGEST_JSON = 512 * 1024 ** 2;
const ADVICE = "Write it again as docs/export.md describes, or export it once more.";

/**
 * Open a model that lies in a ZIP archive or in its four files: see docs/export.md. Everything in it is checked.
 * @throws ReadError with a sentence when a part is missing, damaged, newer, or does not fit the others.
 */
export async function openModel(files: readonly NamedFile[], signal: AbortSignal): Promise<OpenedModel> {
  const source = await modelSource(files);
  const config = await configOf(source, signal);
  const users = await idsOf(source, MODEL_FILES.users, signal);
  const products = await idsOf(source, MODEL_FILES.products, signal);
  const snapshot = await weightsOf(source, config, { users: size(users), products: size(products) }, signal);
  const checked = v.safeParse(modelFor({ users: size(users), products: size(products) }), snapshot, {
    abortEarly: true,
  });
  if (!checked.success) refuseUnsound(source, MODEL_FILES.weights, firstIssue(checked.issues));
  return {
    name: config.trainedOn || source.name,
    model: checked.output,
    users,
    products,
    settings: settingsOf(config),
    sideRows: sideRowsOf(config),
  };
}

async function configOf(source: ModelSource, signal: AbortSignal): Promise<CheckedConfig> {
  const value = await jsonOf(source, MODEL_FILES.config, signal);
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== MODEL_FORMAT) refuseUnsound(source, MODEL_FILES.config, `its format is not ${MODEL_FORMAT}`);
  if (typeof version === "number" && version > MODEL_VERSION) {
    refuse(`${source.name} was written by a newer version of CollabNN Studio.`, "Open it with that version.");
  }
  const parsed = v.safeParse(modelConfig, value, { abortEarly: true });
  return parsed.success ? parsed.output : refuseUnsound(source, MODEL_FILES.config, firstIssue(parsed.issues));
}

async function idsOf(source: ModelSource, file: string, signal: AbortSignal): Promise<Vocabulary> {
  const ids = await jsonOf(source, file, signal);
  const areTexts = Array.isArray(ids) && ids.every((id) => typeof id === "string");
  return areTexts ? packTexts(ids as string[]) : refuseUnsound(source, file, "it is no list of ids as texts");
}

async function weightsOf(
  source: ModelSource,
  config: CheckedConfig,
  sizes: { users: number; products: number },
  signal: AbortSignal,
): Promise<ModelSnapshot> {
  try {
    const file = await SafetensorsFile.open(await source.read(MODEL_FILES.weights, signal));
    return await snapshotFrom(file, config, sizes);
  } catch (error) {
    if (error instanceof SafetensorsError) refuseUnsound(source, MODEL_FILES.weights, error.message);
    if (error instanceof RangeError) refuseUnsound(source, MODEL_FILES.weights, "it does not fit into memory");
    throw error;
  }
}

async function jsonOf(source: ModelSource, file: string, signal: AbortSignal): Promise<unknown> {
  const content = await source.read(file, signal);
  if (content.size > LARGEST_JSON) refuseUnsound(source, file, "it is far too large");
  try {
    return JSON.parse(await content.text());
  } catch {
    return refuseUnsound(source, file, "it is no JSON");
  }
}

/** What a Run of such a model is set to; its shape is that of the weights. */
function settingsOf({ model, factors, hidden, range, features, members, lists, settings }: CheckedConfig): RunSettings {
  const ranker = lists && !isRanking(model) ? ITEM_ITEM : "none";
  const known = settings?.model === model ? settings : defaultsOf(model);
  // Of a blend its members have a shape; of samples the rank of their mean is none to train with.
  if (members || isSampled(model)) return { ...known, ranker };
  const sides = (features ?? []).flatMap(({ role }) => (role === "stranger" ? [] : [role]));
  return { ...known, ranker, factors, hidden, range, ...(features && { sides }) };
}

function sideRowsOf({ features, members = [] }: CheckedConfig): OpenedModel["sideRows"] {
  if (features) return valueRowsOf(features);
  return members.flatMap(({ model, features: own }) => {
    const rows = valueRowsOf(own ?? []);
    return own && isSampled(model) ? rows.map((value) => ({ ...value, of: model })) : rows;
  });
}

function valueRowsOf(features: NonNullable<CheckedConfig["features"]>): OpenedModel["sideRows"] {
  return features.flatMap(({ role, values }) => {
    if (role === "stranger") return [];
    const texts = Object.keys(values);
    // The first is what is unknown, as in a column of a file.
    return [{ role, values: ["", ...texts], rows: Int32Array.of(0, ...texts.map((text) => values[text])) }];
  });
}

function refuseUnsound({ name }: ModelSource, file: string, why: string): never {
  return refuse(`${file} in ${name} cannot be used: ${why}.`, ADVICE);
}
