import { describe, expect, it } from "vitest";
import { invertByKernels } from "../../../src/backends/wasm/invert";
import { Random } from "../../../src/domain/random";
import { fitItemItem, productsLeftOut } from "../../../src/models/item-item/fit";
import { ItemItemModel } from "../../../src/models/item-item/model";
import type { Histories } from "../../../src/models/item-item/types";

const breathe = async () => {};

/** Users × products: who has what. */
function histories(rows: readonly (readonly number[])[]): Histories {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, user) => {
    starts[user + 1] = starts[user] + row.length;
  });
  return { starts, products: Int32Array.from(rows.flat()) };
}

const FEW = [[0, 1], [0, 1, 2], [1, 2], [2, 3], [0, 3], [4], []];

/**
 * NumPy:
 *
 *   X = np.array([[1,1,0,0,0],[1,1,1,0,0],[0,1,1,0,0],[0,0,1,1,0],[1,0,0,1,0],[0,0,0,0,1]], float)
 *   P = np.linalg.inv(X.T @ X + 2 * np.eye(5)); B = -P / np.diag(P); np.fill_diagonal(B, 0)
 */
const WEIGHTS = [
  [0, 0.3636363636, -0.0126582278, 0.2272727273, 0],
  [0.4050632911, 0, 0.4050632911, -0.1818181818, 0],
  [-0.0126582278, 0.3636363636, 0, 0.2272727273, 0],
  [0.253164557, -0.1818181818, 0.253164557, 0, 0],
  [0, 0, 0, 0, 0],
];

/** Each user with products drawn at random. */
function random(users: number, products: number, each: number): number[][] {
  const draw = new Random(users, "histories");
  return Array.from({ length: users }, () => [...new Set(Array.from({ length: each }, () => draw.integer(products)))]);
}

describe("the item-item model of few products", () => {
  const open = async () => {
    const snapshot = await fitItemItem(histories(FEW), 5, { lambda: 2, breathe });
    return { snapshot, model: new ItemItemModel(snapshot) };
  };

  it("has NumPy's weights: those of a column are what goes together with its product", async () => {
    const { model } = await open();
    for (let column = 0; column < 5; column++) {
      const similar = model.similar(column);
      for (let row = 0; row < 5; row++) expect(similar[row]).toBeCloseTo(WEIGHTS[row][column], 6);
    }
  });

  it("adds them up to the interest of somebody with this history, and says what each product gave", async () => {
    const { model } = await open();
    const interest = model.interest([1, 3]);
    for (let product = 0; product < 5; product++) {
      expect(interest[product]).toBeCloseTo(WEIGHTS[1][product] + WEIGHTS[3][product], 6);
      const parts = model.contributions([1, 3], product);
      expect([...parts]).toEqual([1, 3].map((own) => expect.closeTo(WEIGHTS[own][product], 6)));
      expect(parts[0] + parts[1]).toBeCloseTo(interest[product], 6);
    }
    expect([...model.interest([])]).toEqual([0, 0, 0, 0, 0]);
  });

  it("leaves no product out", async () => {
    const { snapshot } = await open();
    expect(productsLeftOut(snapshot)).toEqual({ products: 0, covered: 1 });
  });
});

describe("the item-item model", () => {
  it("is solved over the users where the products alone are too many, to the same interest", async () => {
    // One user without a history among them.
    const rows = random(40, 90, 12).map((row, user) => (user === 4 ? [] : row));
    const [primal, dual] = await Promise.all(
      [90, 80].map((mostProducts) => fitItemItem(histories(rows), 90, { lambda: 3, mostProducts, breathe })),
    );
    expect([primal!.solved.form, dual!.solved.form]).toEqual(["primal", "dual"]);
    const [one, other] = [new ItemItemModel(primal!), new ItemItemModel(dual!)];
    for (const history of [rows[0], [3, 50, 89], []]) {
      const interest = one.interest(history);
      other.interest(history).forEach((value, product) => {
        expect(value).toBeCloseTo(interest[product], 5);
      });
      expect(other.contributions(history, 7).reduce((sum, part) => sum + part, 0)).toBeCloseTo(interest[7], 5);
    }
    const similar = one.similar(50);
    other.similar(50).forEach((value, product) => {
      expect(value).toBeCloseTo(similar[product], 5);
    });
    const trained = other.interest(rows[9], 9);
    other.interest(rows[9]).forEach((value, product) => {
      expect(trained[product]).toBeCloseTo(value, 5);
    });
  });

  it("keeps the most rated products where both are too many, and says how many are left out", async () => {
    const rows = [
      [0, 1],
      [0, 1, 2],
      [1, 2, 3],
      [2, 5],
      [0, 4],
    ];
    const snapshot = await fitItemItem(histories(rows), 7, { lambda: 2, mostProducts: 3, mostUsers: 4, breathe });
    // Products 0, 1 and 2 have three ratings each, 3 to 5 one each, product 6 none.
    expect(snapshot.solved).toMatchObject({ form: "primal", chosen: Int32Array.of(0, 1, 2) });
    expect(productsLeftOut(snapshot)).toEqual({ products: 3, covered: 9 / 12 });
    const model = new ItemItemModel(snapshot);
    expect([0, 2, 3, 6].map((product) => model.knows(product))).toEqual([true, true, false, false]);
    expect([...model.interest([3, 6])]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([...model.similar(3)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(model.interest([0, 3])[3]).toBe(0);
    expect([...model.shares]).toEqual([3, 3, 3, 1, 1, 1, 0].map((count) => expect.closeTo(count / 12, 6)));
  });

  it("is the same by the kernels", async () => {
    const rows = random(300, 130, 9);
    const plain = new ItemItemModel(await fitItemItem(histories(rows), 130, { breathe }));
    const fast = new ItemItemModel(await fitItemItem(histories(rows), 130, { invert: invertByKernels, breathe }));
    const expected = plain.interest(rows[7]);
    fast.interest(rows[7]).forEach((value, product) => {
      expect(value).toBeCloseTo(expected[product], 6);
    });
  });

  it("works without anybody, with one user and with one product", async () => {
    const nobody = new ItemItemModel(await fitItemItem(histories([[], []]), 3, { breathe }));
    expect([...nobody.interest([0])]).toEqual([0, 0, 0]);
    expect([...nobody.shares]).toEqual([0, 0, 0]);
    const one = new ItemItemModel(await fitItemItem(histories([[0]]), 1, { breathe }));
    expect([...one.interest([0])]).toEqual([0]);
  });

  it("tells how far it is, and stops when nobody waits", async () => {
    const shares: number[] = [];
    const rows = histories(random(200, 150, 9));
    await fitItemItem(rows, 150, { breathe, progress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const refuse = () => Promise.reject(new Error("abandoned"));
    await expect(fitItemItem(rows, 150, { breathe: refuse })).rejects.toThrow("abandoned");
  });
});
