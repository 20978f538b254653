import { Random } from "../../../domain/random";
import { BRANDS, CATEGORIES, productName } from "./names";
import { BRAND_KNOWN, EFFECTS, PRODUCT_GENDERS, TASTES } from "./spec";
import { Weighted } from "./weighted";

/** The sample's products, by index. */
export interface SampleCatalogue {
  size: number;
  name: string[];
  /** Index into CATEGORIES. */
  category: Uint8Array;
  /** Index into PRODUCT_GENDERS. */
  gender: Uint8Array;
  /** The brand as the file tells it; empty where unknown. */
  brand: string[];
  /** Product, brand and category effect together, in units of the latent opinion. */
  effect: Float64Array;
  /** How the appeal of each category of CATEGORIES moves over the years, standard normal. */
  drift: Float64Array;
  /** TASTES latent tastes per product, standard normal. */
  tastes: Float64Array;
  /** Long-tailed: how often the product is bought. */
  popularity: Float64Array;
}

/** Zipf–Mandelbrot: weight of the product of rank r is (r + shift)^-exponent. */
const POPULARITY = { shift: 8, exponent: 1.0 };
/** Share of a product's tastes that it has from its category. */
const TASTE_OF_CATEGORY = 0.6;

export function makeCatalogue(size: number, seed: number): SampleCatalogue {
  const random = new Random(seed, "products");
  const categories = new Weighted(CATEGORIES.map(({ weight }) => weight));
  const genders = new Weighted(PRODUCT_GENDERS.weights);
  const categoryEffects = normals(random, CATEGORIES.length, EFFECTS.category);
  const categoryTastes = normals(random, CATEGORIES.length * TASTES, TASTE_OF_CATEGORY);
  const brandEffects = normals(random, BRANDS.length, EFFECTS.brand);
  const ranks = random.shuffle(Int32Array.from({ length: size }, (_, i) => i));
  const taken = new Set<string>();
  const catalogue: SampleCatalogue = {
    size,
    name: [],
    category: new Uint8Array(size),
    gender: new Uint8Array(size),
    brand: [],
    effect: new Float64Array(size),
    drift: normals(new Random(seed, "drift"), CATEGORIES.length, 1),
    tastes: new Float64Array(size * TASTES),
    popularity: Float64Array.from(ranks, (rank) => (rank + POPULARITY.shift) ** -POPULARITY.exponent),
  };
  for (let product = 0; product < size; product++) {
    const category = categories.draw(random);
    const { nouns } = CATEGORIES[category];
    const brand = random.integer(BRANDS.length);
    catalogue.category[product] = category;
    catalogue.gender[product] = genders.draw(random);
    catalogue.name.push(productName(random, BRANDS[brand], nouns[random.integer(nouns.length)], taken));
    catalogue.brand.push(random.next() < BRAND_KNOWN ? BRANDS[brand] : "");
    catalogue.effect[product] = random.normal() * EFFECTS.product + brandEffects[brand] + categoryEffects[category];
    for (let taste = 0; taste < TASTES; taste++) {
      const own = random.normal() * Math.sqrt(1 - TASTE_OF_CATEGORY ** 2);
      catalogue.tastes[product * TASTES + taste] = own + categoryTastes[category * TASTES + taste];
    }
  }
  return catalogue;
}

function normals(random: Random, n: number, sigma: number): Float64Array {
  return Float64Array.from({ length: n }, () => random.normal() * sigma);
}
