import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/lib/root";
import type { Split } from "../../src/engine/evaluate/part";
import { type OracleFigures, truthRmse } from "./oracle";
import type { Regime, RegimeName } from "./regimes";

const ORACLE_FILE = join(ROOT, "tests", "quality", "oracle.json");

/** What the oracle reached on one sample and its random split; asking it again takes a minute. */
export interface OracleEntry extends OracleFigures {
  regime: RegimeName;
  seed: number;
}

export function readOracle(): OracleEntry[] {
  return JSON.parse(readFileSync(ORACLE_FILE, "utf8")) as OracleEntry[];
}

/** Put the entries in the place of those of the same regime and seed. */
export function keepOracle(entries: OracleEntry[]): void {
  const isNew = ({ regime, seed }: OracleEntry) => entries.some((of) => of.regime === regime && of.seed === seed);
  const all = [...readOracle().filter((entry) => !isNew(entry)), ...entries];
  all.sort((a, b) => a.regime.localeCompare(b.regime) || a.seed - b.seed);
  writeFileSync(ORACLE_FILE, `${JSON.stringify(all, null, 2)}\n`);
}

/**
 * The kept figures of this sample.
 * @throws when there are none, or when they are of a generator that made other ratings.
 */
export function oracleOf(regime: Regime, split: Split): OracleEntry {
  const entry = readOracle().find(({ regime: name, seed }) => name === regime.name && seed === regime.seed);
  const advice = "Ask the oracle: npm run quality -- --oracle";
  if (!entry) throw new Error(`No oracle figures of ${regime.name}, seed ${regime.seed}. ${advice}`);
  if (Math.abs(truthRmse(regime, split) - entry.truth) > 1e-9) {
    throw new Error(`The oracle figures of ${regime.name}, seed ${regime.seed}, are of another sample. ${advice}`);
  }
  return entry;
}
