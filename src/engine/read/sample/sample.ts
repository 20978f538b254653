import { Random } from "../../../domain/random";
import type { SamplePreset } from "../../../domain/samples";
import { type Baskets, fillBaskets, Meetings } from "./baskets";
import { dayTexts, drawDays, positionOf, yearsIn } from "./calendar";
import { makeCatalogue, type SampleCatalogue } from "./catalogue";
import { CATEGORIES } from "./names";
import { makePeople, type People } from "./people";
import { EFFECTS, MOOD_PERIOD, PRODUCT_GENDERS, SAMPLE_SPECS, type SampleSpec, USER_GENDERS } from "./spec";
import { bestRmse, ratingOf, tasteOf } from "./truth";

const HEADER = "item_id,user_id,rating,timestamp,model_attr,category,brand,year,user_attr,split";
const ROWS_PER_CHUNK = 1000;
const SAMPLE_SEED = 2020;
const FIRST_USER = 100_000;

/** Invented ratings in the reference file's columns, with the truth that they were made from. */
export interface Sample {
  ratings: number;
  users: number;
  products: number;
  /** Latent opinion of each rating before noise, in file order; see `ratingMoments`. */
  opinions: Float32Array;
  /** The rating of each row of the file. */
  values: Uint8Array;
  /** The lowest RMSE that any prediction can expect on these ratings. */
  bestRmse: number;
  productNames: readonly string[];
  /** The product, by its place among the names, that a user of the file comes across next. */
  meet(userId: string, random: Random): number;
  /** The CSV text, in pieces, each with the number of ratings up to its end. */
  csv(): Generator<{ text: string; ratings: number }>;
}

/** The sample of a preset; always the same one for the same seed. */
export function makeSample(preset: SamplePreset, seed = SAMPLE_SEED): Sample {
  return generate(SAMPLE_SPECS[preset], seed);
}

/**
 * People meet products by popularity and take those that are to their taste, popular ones first (see CHOOSING).
 * A rating's opinion is the sum of a mean, the effects of user, product, brand, category and gender, the product of
 * the latent tastes of user and product, and what the years do to everybody and to the category; with noise it falls
 * on the scale from 1 to 5.
 */
export function generate(spec: SampleSpec, seed: number): Sample {
  const catalogue = makeCatalogue(spec.products, seed);
  const people = makePeople(spec.activity, seed);
  const meetings = new Meetings(people, catalogue);
  const baskets = fillBaskets(people, catalogue, meetings, seed);
  const ratings = baskets.products.length;
  const userOfSlot = new Int32Array(ratings);
  for (let user = 0; user < people.size; user++) userOfSlot.fill(user, baskets.first[user], baskets.first[user + 1]);

  const slots = new Random(seed, "order").shuffle(Int32Array.from({ length: ratings }, (_, i) => i));
  // Whose turn it is is shuffled; each user's own products come in the order of taking.
  const next = baskets.first.slice();
  for (let row = 0; row < ratings; row++) slots[row] = next[userOfSlot[slots[row]]]++;
  const days = drawDays(ratings, new Random(seed, "days"));
  const noise = new Random(seed, "noise");
  const opinions = new Float32Array(ratings);
  const values = new Uint8Array(ratings);
  for (let row = 0; row < ratings; row++) {
    const slot = slots[row];
    const product = baskets.products[slot];
    opinions[row] =
      opinionOf(people, userOfSlot[slot], catalogue, product) + yearsEffect(catalogue, product, days[row]);
    values[row] = ratingOf(opinions[row] + noise.normal() * EFFECTS.noise);
  }
  return {
    ratings,
    users: people.size,
    products: catalogue.size,
    opinions,
    values,
    bestRmse: bestRmse(opinions),
    productNames: catalogue.name,
    meet: (userId, random) => meetings.draw(Number(userId.slice(1)) - FIRST_USER, random),
    csv: () => rows(seed, slots, days, userOfSlot, people, catalogue, baskets, values),
  };
}

function opinionOf(people: People, user: number, catalogue: SampleCatalogue, product: number): number {
  const userGender = USER_GENDERS.labels[people.gender[user]];
  const targetGender = PRODUCT_GENDERS.labels[catalogue.gender[product]];
  return (
    EFFECTS.mean +
    people.effect[user] +
    catalogue.effect[product] +
    (userGender === "Female" ? EFFECTS.gender : 0) +
    (userGender !== "" && targetGender === userGender ? EFFECTS.gender : 0) +
    EFFECTS.taste * tasteOf(people.tastes, user, catalogue.tastes, product)
  );
}

/** What the day does to the opinion: a wave for everybody, a drift of the product's category. */
function yearsEffect({ category, drift }: SampleCatalogue, product: number, day: number): number {
  const mood = Math.sin((2 * Math.PI * yearsIn(day)) / MOOD_PERIOD);
  return EFFECTS.mood * mood + EFFECTS.drift * drift[category[product]] * positionOf(day);
}

function* rows(
  seed: number,
  slots: Int32Array,
  days: Int32Array,
  userOfSlot: Int32Array,
  people: People,
  catalogue: SampleCatalogue,
  baskets: Baskets,
  values: Uint8Array,
): Generator<{ text: string; ratings: number }> {
  const dayText = dayTexts();
  const parts = new Random(seed, "split");
  const aboutProduct = catalogue.name.map((_, i) => {
    const gender = PRODUCT_GENDERS.labels[catalogue.gender[i]];
    return `${gender},${CATEGORIES[catalogue.category[i]].name},${catalogue.brand[i]}`;
  });
  let text = `${HEADER}\n`;
  for (let row = 0; row < values.length; row++) {
    const slot = slots[row];
    const user = userOfSlot[slot];
    const product = baskets.products[slot];
    const date = dayText(days[row]);
    const part = parts.next();
    text += `${catalogue.name[product]},u${FIRST_USER + user},${values[row]}.0,${date},${aboutProduct[product]},`;
    text += `${date.slice(0, 4)},${USER_GENDERS.labels[people.gender[user]]},${part < 0.8 ? 0 : part < 0.9 ? 1 : 2}\n`;
    if ((row + 1) % ROWS_PER_CHUNK === 0 || row + 1 === values.length) {
      yield { text, ratings: row + 1 };
      text = "";
    }
  }
}
