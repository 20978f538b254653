import { expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { Averages } from "../../../src/models/averages/features";
import { fitAverages } from "../../../src/models/averages/fit";
import type { AveragesData } from "../../../src/models/averages/types";

const DAY = 86_400;
const breathe = async () => {};

function planted(seed: number, rows: number, timed: boolean): AveragesData {
  const random = new Random(seed, "averages");
  const [users, products] = [12, 7];
  const user = Int32Array.from({ length: rows }, () => random.integer(users));
  const product = Int32Array.from({ length: rows }, () => random.integer(products));
  const time = Float64Array.from({ length: rows }, (_, i) =>
    i % 9 === 8 ? Number.NaN : 1.2e9 + random.integer(700) * DAY + 3600 * i,
  );
  const rating = Float64Array.from({ length: rows }, (_, i) =>
    Math.min(5, Math.max(1, Math.round(3 + 0.2 * (user[i] % 5) - 0.3 * product[i] + random.normal()))),
  );
  return { users, products, training: { user, product, rating, time: timed ? time : null } };
}

/** The features as the text says them, from lists of the other ratings. */
function plainly({ training }: AveragesData, user: number, product: number, time: number, without: number): number[] {
  const { rating } = training;
  const n = rating.length;
  const rows = Array.from({ length: n }, (_, i) => i);
  const mean = rows.reduce((sum, i) => sum + rating[i], 0) / n;
  const [low, high] = [Math.min(...Array.from(rating)), Math.max(...Array.from(rating))];
  const sum = (of: number[]) => of.reduce((total, i) => total + rating[i] - mean, 0);
  const ofUser = rows.filter((i) => i !== without && training.user[i] === user);
  const ofProduct = rows.filter((i) => i !== without && training.product[i] === product);
  const features = [1, 5, 25].map((damping) => sum(ofUser) / (ofUser.length + damping));
  features.push(Math.log(1 + ofUser.length), ...[1, 4, 12].map((d) => sum(ofProduct) / (ofProduct.length + d)));
  const quarter = (high - low) / 4;
  for (const isAt of [
    (r: number) => r === high,
    (r: number) => r >= high - quarter,
    (r: number) => r <= low + quarter,
  ]) {
    const share = (of: number[]) => of.filter((i) => isAt(rating[i])).length;
    features.push((share(ofProduct) + (4 * share(rows)) / n) / (ofProduct.length + 4));
  }
  features.push(Math.log(1 + ofProduct.length));
  const { time: times } = training;
  if (!times) return features;
  const newest = Math.max(...Array.from(times).filter((t) => !Number.isNaN(t)));
  const at = Number.isNaN(time) ? newest : Math.min(time, newest);
  const isUntimed = without >= 0 && Number.isNaN(times[without]);
  for (const days of [30, 120, 400]) {
    let [total, weight] = [0, 1];
    for (const i of ofProduct) {
      if (Number.isNaN(times[i]) || isUntimed) continue;
      const w = Math.exp(-Math.abs(times[i] - at) / (days * DAY));
      total += w * (rating[i] - mean);
      weight += w;
    }
    features.push(total / weight);
  }
  const month = (t: number) => new Date(t * 1000).toISOString().slice(0, 7);
  const inMonth = rows.filter((i) => i !== without && !Number.isNaN(times[i]) && month(times[i]) === month(at));
  features.push(sum(inMonth) / (inMonth.length + 10), at);
  return features;
}

function features(data: AveragesData, user: number, product: number, time: number, without: number): number[] {
  const averages = new Averages(data);
  const groups = averages.groups;
  const [a, b, c] = [groups.user, groups.product, groups.time].map((size) => new Float64Array(size));
  averages.ofUser(user, without, a);
  averages.ofProduct(product, time, without, b);
  averages.ofTime(time, without, c);
  return [...a, ...b, ...c];
}

/** Least squares with a ridge by Gauss's elimination. */
function solvePlainly(rows: number[][], targets: number[], ridge: number): number[] {
  const size = rows[0].length;
  const system = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (_, b) => rows.reduce((sum, row) => sum + row[a] * row[b], a === b ? ridge : 0)),
    rows.reduce((sum, row, i) => sum + row[a] * targets[i], 0),
  ]);
  for (let p = 0; p < size; p++) {
    for (let r = 0; r < size; r++) {
      if (r === p) continue;
      const factor = system[r][p] / system[p][p];
      for (let c = p; c <= size; c++) system[r][c] -= factor * system[p][c];
    }
  }
  return system.map((row, p) => row[size] / row[p]);
}

test.each([true, false])("features are the averages of all other ratings, with times: %s", (timed) => {
  const data = planted(1, 60, timed);
  const { user, product, time } = data.training;
  for (let i = 0; i < 60; i++) {
    const at = time ? time[i] : Number.NaN;
    const expected = plainly(data, user[i], product[i], at, i);
    const found = features(data, user[i], product[i], at, i);
    expect(found).toHaveLength(expected.length);
    for (const [f, value] of expected.entries()) expect(found[f]).toBeCloseTo(value, 9);
  }
  const asked = features(data, 3, 2, 1.2e9 + 350.5 * DAY, -1);
  for (const [f, value] of plainly(data, 3, 2, 1.2e9 + 350.5 * DAY, -1).entries()) {
    expect(asked[f]).toBeCloseTo(value, 9);
  }
});

test.each([true, false])("predictions are those of ridge 5 on standardised features, with times: %s", async (timed) => {
  const data = planted(2, 80, timed);
  const { user, product, rating, time } = data.training;
  const rows = Array.from(user, (code, i) => plainly(data, code, product[i], time ? time[i] : Number.NaN, i));
  const n = rows.length;
  const mean = Array.from(rating).reduce((sum, r) => sum + r, 0) / n;
  const means = rows[0].map((_, a) => rows.reduce((sum, row) => sum + row[a], 0) / n);
  const scales = means.map((m, a) => Math.sqrt(rows.reduce((sum, row) => sum + (row[a] - m) ** 2, 0) / n));
  const standard = (row: number[]) => row.map((x, a) => (x - means[a]) / scales[a]);
  const weights = solvePlainly(
    rows.map(standard),
    Array.from(rating, (r) => r - mean),
    5,
  );
  const model = await fitAverages(data, breathe);
  const asked = {
    user: Int32Array.of(0, 5, 11),
    product: Int32Array.of(6, 0, 3),
    time: timed ? Float64Array.of(1.22e9, Number.NaN, 1.25e9) : null,
  };
  const found = model.predict(asked);
  for (let i = 0; i < 3; i++) {
    const row = standard(plainly(data, asked.user[i], asked.product[i], asked.time ? asked.time[i] : Number.NaN, -1));
    expect(found[i]).toBeCloseTo(mean + row.reduce((sum, x, a) => sum + x * weights[a], 0), 6);
  }
});

test("at one time of asking the prediction is a constant, a part of the user and a part of the product", async () => {
  const data = planted(3, 80, true);
  const model = await fitAverages(data, breathe);
  for (const time of [1.21e9, Number.NaN]) {
    const { offset, ofUser, ofProduct } = model.at(time);
    const asked = { user: Int32Array.of(0, 5), product: Int32Array.of(6, 1), time: Float64Array.of(time, time) };
    for (const [i, predicted] of model.predict(asked).entries()) {
      expect(offset + ofUser[asked.user[i]] + ofProduct[asked.product[i]]).toBeCloseTo(predicted, 5);
    }
  }
});
