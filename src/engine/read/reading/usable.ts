import type { ColumnRole } from "../../../domain/roles";
import { speaksOfPredictions } from "../guess/nameWords";
import { counted, grouped, refuse, shortened } from "../refusal";
import type { Dataset } from "../types";
import { size, textOf } from "../vocabulary";
import { isOnePersons } from "./detailTables";
import type { LookedAt } from "./lookAt";
import type { Rejections } from "./rejections";

/**
 * @throws ReadError when no column holds the users, or the products, or when what it holds are predictions, or one
 * person's ratings.
 */
export function requireColumns({ original: { name: file }, layout }: LookedAt): void {
  const { columns } = layout;
  const predicted = columns.find(({ name, role }) => role === "ignore" && speaksOfPredictions(name));
  const isRated = columns.some(({ role, guessedFrom }) => role === "rating" && guessedFrom !== "content");
  const isChosen = columns.some(({ guessedFrom }) => guessedFrom === "user");
  if (predicted && !isRated && !isChosen) {
    refuse(
      `${file} holds predictions, in ${predicted.name}: it looks like a saved list of recommendations, not like ratings that people gave.`,
      "Drop the ratings that they were made from.",
    );
  }
  const missing = (["user", "product"] as const).filter((role) => !columns.some((c) => c.role === role));
  if (missing.length === 0) return;
  if (missing.includes("user") && isOnePersons(layout)) refuseOnePersons(file);
  const names = columns.slice(0, 12).map(({ name }) => shortened(name, 40));
  if (columns.length > names.length) names.push(`${grouped(columns.length - names.length)} more`);
  refuse(
    `${file} has no ${listed(missing)} column among its columns: ${names.join(", ")}.`,
    `Set the role of the column that holds the ${missing.map(plural).join(" and the ")}, or drop a file that has one.`,
  );
}

/** @throws ReadError always: for ratings without users. */
export function refuseOnePersons(file: string): never {
  refuse(
    `${file} holds the ratings of one person: it has no column of users.`,
    "A recommender learns from what different people rate: drop a file with the ratings of several users.",
  );
}

/** @throws ReadError when every record was rejected, or when there is nothing that a recommender could learn. */
export function requireLearnable(dataset: Dataset, read: number, rejections: Rejections): void {
  const file = dataset.name;
  if (read === 0) refuse(`${file} has a header but no ratings under it.`, "Drop a file with one rating per line.");
  if (dataset.size === 0) refuseRejected(file, read, rejections);
  const ratings = counted(dataset.size, "rating");
  if (size(dataset.users) === 1) {
    refuse(
      `All ${ratings} of ${file} are by one user, ${shortened(textOf(dataset.users, 0), 80)}.`,
      "A recommender learns from what different users rate: drop a file with several users, or set another user column.",
    );
  }
  if (size(dataset.products) === 1) {
    refuse(
      `All ${ratings} of ${file} are of one product, ${shortened(textOf(dataset.products, 0), 80)}.`,
      "There is nothing to choose between: drop a file with several products, or set another product column.",
    );
  }
  // Two columns of anything look so: prose, a list of people.
  if (dataset.feedback === "implicit" && isAllSingle(dataset)) {
    refuse(
      `Every user and every product of ${file} comes up once.`,
      "A recommender learns from what users have in common: check which columns hold the users and the products.",
    );
  }
  const first = dataset.rating[0];
  if (dataset.feedback === "explicit" && dataset.rating.every((rating) => rating === first)) {
    refuse(
      `All ${ratings} of ${file} are equal: ${first}.`,
      "There is no difference to learn: drop a file with different ratings, or set another rating column.",
    );
  }
}

/** True where nobody has two products and no product two users. */
function isAllSingle(dataset: Dataset): boolean {
  return size(dataset.users) === dataset.size && size(dataset.products) === dataset.size;
}

function refuseRejected(file: string, read: number, rejections: Rejections): never {
  const commonest = rejections.commonest();
  if (!commonest) throw new Error(`${read} records of ${file} were neither accepted nor rejected.`);
  const { count, example } = commonest;
  const at = example.column > 0 ? `, column ${grouped(example.column)}` : "";
  refuse(
    `All ${counted(read, "record")} of ${file} were rejected, ${grouped(count)} because of: ${example.reason} ` +
      `(line ${grouped(example.line)}${at}: ${shortened(example.text, 80)}).`,
    "Check the delimiter and the column roles.",
  );
}

function listed(roles: readonly ColumnRole[]): string {
  return roles.length < 3 ? roles.join(" or ") : `${roles.slice(0, -1).join(", ")} or ${roles.at(-1)}`;
}

function plural(role: ColumnRole): string {
  return `${role}s`;
}
