import { expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import { forTraining } from "../../../src/engine/read/copies";
import { subset } from "../../../src/engine/read/subset";
import { datasetOf, referenceDataset } from "../explore/fixture";
import { ratingsOf } from "./reading";

test("the ratings that pass a filter are a Dataset of their own, in which codes mean the same", async () => {
  const whole = await referenceDataset();
  const rows = new Explorer(whole).rows({ userGender: ["Female", ""], rating: [2, 4.5] })!;
  const some = subset(whole, rows);
  const all = ratingsOf(whole);
  expect(ratingsOf(some)).toEqual([...rows].map((row) => all[row]));
  expect(some.size).toBe(rows.length);
  expect(some.users).toBe(whole.users);
  expect(some.segments.brand!.vocabulary).toBe(whole.segments.brand!.vocabulary);
  expect(whole.size).toBe(415);
});

test("what is trained on is only what passes: a product's brand is that of its ratings there", async () => {
  const csv = `user,product,rating,brand,split
ann,lamp,5,K,train
ben,lamp,4,L,test
cid,lamp,3,L,train
cid,desk,1,K,validation
`;
  const dataset = await datasetOf(csv);
  const columns = forTraining(dataset, new Explorer(dataset).rows({ rating: [5, 9] }));
  expect(columns).toMatchObject({
    size: 1,
    users: 3,
    products: 2,
    rating: Float32Array.of(5),
    split: Uint8Array.of(0),
  });
  const brandOf = (sides: typeof columns.sides) => [...sides.find(({ role }) => role === "brand")!.codes];
  expect(brandOf(columns.sides)).toEqual([1, 0]);
  expect(brandOf(forTraining(dataset).sides)).toEqual([2, 1]);
});

test("nothing may be left", async () => {
  const dataset = await datasetOf("user,product,rating,brand\nann,lamp,5,K\nben,desk,4,L\n");
  expect(forTraining(dataset, new Int32Array())).toMatchObject({ size: 0, users: 2, products: 2, time: null });
});
