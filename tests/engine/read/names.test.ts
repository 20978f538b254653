import { describe, expect, it } from "vitest";
import { spokenBy, wordsOf } from "../../../src/engine/read/guess/nameWords";
import { briefly, read, refusalOf } from "./reading";
import { expected, type SHOP, written } from "./shop";

describe("columns are known by the words in their names", () => {
  it.each([
    "user_id,joke_id,rating",
    "User_Id,Place_Id,Place_Ratings",
    "review_profilename,beer_beerid,review_overall",
    "student,course,rating",
    "reviews.username,asins,reviews.rating",
    "userId:token,itemId:token,rating:float",
    "id_usuario,id_pelicula,puntuacion",
    "idUtilisateur,idProduit,note",
    "Kunden-Nr.,Artikel-Nr.,Bewertung",
    "Gebruiker,Boek,Cijfer",
    "Użytkownik,Książka,Ocena",
    "Пользователь,Фильм,Оценка",
    "用户ID,商品ID,评分",
    "顧客番号,商品コード,評価点",
    "고객번호,상품코드,평점",
    "uid,iid,score",
    "u,i,r",
    "from_user_id,to_user_id,rating",
  ])("%s", async (header) => {
    const { dataset } = await read(
      written(header, ({ user, product, rating }) => `${user},${100 + product},${rating}`),
    );
    expect(briefly(dataset)).toEqual(expected());
  });

  it("is asked about where only the values tell", async () => {
    const line = ({ user, product, rating }: (typeof SHOP)[number]) =>
      `${user},${100 + product},${rating},x${user % 3}`;
    const { report } = await read(written("user,sort,rating,extra", line));
    expect(report.columns.map(({ role }) => role)).toEqual(["user", "product", "rating", "ignore"]);
    const [question] = report.questions!;
    expect(question).toMatchObject({ id: "product", question: "Which column holds the products?", default: 0 });
    expect(question!.answers).toEqual([
      { label: "sort", change: { roles: { 1: "product" } } },
      { label: "extra", change: { roles: { 3: "product" } } },
    ]);
  });

  it("is no number of the record, nor a constant", async () => {
    const line = ({ user, product, rating, at }: (typeof SHOP)[number]) =>
      `${at},u${user},${100 + product},1,${rating}`;
    const { dataset } = await read(written(",Consumer,Restaurant,Visit,Overall_Rating", line));
    expect(briefly(dataset)).toEqual(expected((u) => `u${u}`));
  });

  it("takes a title for the product where nothing else names it", async () => {
    const line = ({ user, product, rating }: (typeof SHOP)[number]) => `Film ${product},${user},${rating}`;
    const { dataset } = await read(written("Title,Person,Rating", line));
    expect(briefly(dataset)).toEqual(expected(undefined, (p) => `Film ${p}`));
  });

  it("takes no rank and no prediction for a rating", async () => {
    const line = ({ user, product, at }: (typeof SHOP)[number]) => `u${user},${1 + (at % 5)},p${product},3.1`;
    expect(await refusalOf(read(written("user_id,rank,product_id,predicted_rating", line)))).toMatch(/predict/);
  });

  it("takes measurements for no ids", async () => {
    const line = ({ user, product, rating }: (typeof SHOP)[number]) => `7.${user},0.${product},${rating}`;
    expect(await refusalOf(read(written("fixed acidity,citric acid,quality", line)))).toMatch(/no user or product/);
  });

  it("says when two columns have one name", async () => {
    const { report } = await read(written("user,item,rating,rating", (r) => `u${r.user},i${r.product},${r.rating},1`));
    expect(report.warnings).toEqual(["More than one column of ratings.csv is named rating: the first of them counts."]);
  });
});

describe("the words of a name", () => {
  it.each([
    ["review_profileName", "review profile name"],
    ["Kunden-Nr.", "kunden nr"],
    ["beerid", "beer id"],
    ["movie_title:token_seq", "movie title"],
    ["userID", "user id"],
  ])("%s", (name, words) => expect(wordsOf(name).join(" ")).toBe(words));

  it.each([
    ["customer_unique_id", "user"],
    ["Reviewer Name", "user"],
    ["product_review_id", "row"],
    ["average rating", null],
    ["customer_city", null],
    ["Hours Played", "count"],
    ["borrowDate", "time"],
    ["predicted_rating", "prediction"],
  ])("%s speaks of %s", (name, what) => expect(spokenBy(name)).toBe(what));
});
