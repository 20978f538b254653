import { describe, expect, it } from "vitest";
import { Utf8Stream } from "../../../src/engine/read/bytes/utf8";
import { readRatings } from "../../../src/engine/read/reading/read";
import { parseRatingText } from "../../../src/engine/read/values/ratingText";
import { parseTime } from "../../../src/engine/read/values/time";
import { briefly, file, ratingsOf, read, refusalOf, titlesOf } from "./reading";
import { expected, SHOP, written } from "./shop";

describe("a rating that is spelled out", () => {
  it.each([
    ["4/5", 4],
    ["4.5 out of 5 stars", 4.5],
    ["4,5 von 5", 4.5],
    ["4 stars", 4],
    ["80%", 80],
    ["80 %", 80],
    ["3★", 3],
    ["★★★★☆", 4],
    ["★★½", 2.5],
    ["⭐⭐⭐", 3],
    ["☆☆☆☆☆", 0],
    ["4 sur 5", 4],
  ])("%s is %d", (text, value) => expect(parseRatingText(text)).toBe(value));
  it.each(["five", "4 apples", "", "/5", "a★"])("%j is none", (text) => expect(parseRatingText(text)).toBeNaN());

  it.each([
    ["English", "terrible poor average good excellent"],
    ["German", "furchtbar schlecht mittel gut hervorragend"],
  ])("in words: %s, which are asked about", async (_, list) => {
    const words = list.split(" ");
    const text = written("user,item,rating", (r) => `${r.user},${100 + r.product},${words[r.rating - 1]}`);
    const { dataset, report } = await read(text);
    expect(briefly(dataset)).toEqual(expected());
    const question = report.questions!.find(({ id }) => id === "ratingWords")!;
    const turned = await read(text, question.answers[1].change);
    expect(briefly(turned.dataset)).toEqual(expected(undefined, undefined, (r) => 6 - r));
  });

  it("in letters as grade points", async () => {
    const text = written("student,course,grade", (r) => `${r.user},${100 + r.product},${"FDCBA"[r.rating - 1]}`);
    expect(briefly((await read(text)).dataset)).toEqual(expected(undefined, undefined, (r) => r - 1));
  });

  it("in words that nobody knows is refused with them", async () => {
    const text = written(
      "user,item,rating",
      (r) => `${r.user},${r.product},${"zup zap zip zop zep".split(" ")[r.rating - 1]}`,
    );
    expect(await refusalOf(read(text))).toMatch(/words whose order is not known: .*zup/);
    const ratingWords = { zup: 1, zap: 2, zip: 3, zop: 4, zep: 5 };
    expect(briefly((await read(text, { ratingWords })).dataset)).toEqual(expected(undefined, (p) => `${p}`));
  });

  it("outside all others stands for none until it is said to be a rating", async () => {
    const text = written(
      "user,item,rating",
      (r) => `${r.user},${100 + r.product},${r.at % 4 === 0 ? -1 : 2 * r.rating}`,
    );
    const { report } = await read(text);
    const none = SHOP.filter(({ at }) => at % 4 === 0).length;
    expect(report.rejectedBy).toEqual({ "rating stands for none": none });
    const [question] = report.questions!;
    expect((await read(text, question!.answers[1].change)).report.rejected).toBe(0);
  });
});

describe("a date in words", () => {
  const first = Date.UTC(2019, 1, 7) / 1000;
  it.each([
    "07-Feb-19",
    "Reviewed in the United States on February 7, 2019",
    "7th of February 2019",
    "February 7th, 2019",
    "07 de febrero de 2019",
    "7. Februar 2019",
    "7 février 2019",
    "7 лютого 2019".replace("лютого", "февраля"),
    "2019年2月7日",
    "2019. 02. 07.",
    "Reviewed in India on 7 February 2019",
  ])("%s", (text) => expect(parseTime(text)).toBe(first));
  it("with a clock and a zone", () => {
    expect(parseTime("Thu Feb 07 10:00:00 UTC 2019")).toBe(first + 36_000);
    expect(parseTime("Thu Feb 07 10:00:00 -0700 2019")).toBe(first + 61_200);
  });
  it("of a month alone is its first day", () => expect(parseTime("2019-02")).toBe(Date.UTC(2019, 1, 1) / 1000));
  it.each(["week 7", "Film 7 of 2019", "30 February 2019"])("%s is none", (text) => expect(parseTime(text)).toBeNaN());

  it("as the days of a spreadsheet, which is asked about", async () => {
    const text = written("user,item,rating,date", (r) => `${r.user},${r.product},${r.rating},${43_466 + r.at}`);
    const { dataset, report } = await read(text);
    expect(dataset.time![1]).toBe(Date.UTC(2019, 0, 2) / 1000);
    expect(report.questions![0].id).toBe("dayNumbers");
  });

  it("that is not understood is said with an example", async () => {
    const { report } = await read(
      written("user,item,rating,date", (r) => `${r.user},${r.product},${r.rating},week ${r.at}`),
    );
    expect(report.warnings).toEqual(["The column date is left out: its dates are not understood, for example week 0."]);
  });
});

/** Bytes of a text in an encoding of one byte, or two, a sign: those that its decoder reads as the text. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, number[]>();
  const note = (bytes: number[]) => {
    try {
      const sign = decoder.decode(Uint8Array.from(bytes));
      if ([...sign].length === 1 && !table.has(sign)) table.set(sign, bytes);
    } catch {
      // These bytes are no sign.
    }
  };
  for (let a = 0; a < 256; a++) note([a]);
  if (!encoding.startsWith("windows")) for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) note([a, b]);
  return Uint8Array.from([...text].flatMap((sign) => table.get(sign)!));
}

describe("an encoding is told by the words that its letters make", () => {
  it.each([
    ["windows-1250", "uživatel,hodnocení\nJiří Dvořák,Čaj zelený\nŽofie,Káva šálek\n"],
    ["windows-1250", "użytkownik,produkt\nŁukasz,Książka żółta\nMałgorzata,Źródło\n"],
    ["windows-1251", "пользователь,оценка\nИван Петров,Чай зелёный\n"],
    ["windows-1254", "kullanıcı,ürün\nAyşe,Çay bardağı\nİbrahim,Kitap şiir\n"],
    ["gb18030", "用户,商品\n小明,绿茶\n大伟,红茶\n"],
    ["shift_jis", "ユーザー,商品\n田中,緑茶\n鈴木,紅茶\n"],
    ["euc-kr", "사용자,상품\n고객1,녹차\n고객2,홍차\n"],
    ["windows-1252", "usuário,título\nJoão,Coração\nInês,Pão\n"],
    ["windows-1252", "book,name\nÜber die Felder,Année\nEl Niño,Brücke\n"],
  ])("%s", (encoding, text) => {
    const stream = new Utf8Stream();
    const utf8 = stream.push(encoded(text, encoding), true);
    expect(new TextDecoder().decode(utf8)).toBe(text);
    expect(stream.guess.value).toBe(encoding);
  });

  it("is told line by line where some lines are in another", async () => {
    const utf8 = new TextEncoder();
    const lines = written("user,item,rating", (r) => `${r.user},Café ${r.product},${r.rating}`).split("\n");
    const bytes = lines.flatMap((line, i) => [
      ...(i % 2 ? utf8.encode(`${line}\n`) : encoded(`${line}\n`, "windows-1252")),
    ]);
    const { dataset } = await read(Uint8Array.from(bytes));
    expect(briefly(dataset)).toEqual(expected(undefined, (p) => `Café ${p}`));
  });
});

describe("a second table", () => {
  const RATINGS = written("user_id,item_id,rating", (r) => `${r.user},${100 + r.product},${r.rating}`);
  const join = (details: string) => readRatings([file(RATINGS, [], "r.csv"), file(details, [], "d.csv")]);
  const lines = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join("\n");

  it.each([
    ["with a header", `user_id,gender,age\n${lines(12, (u) => `${u},${u % 2 ? "M" : "F"},${20 + (u % 3)}`)}`],
    ["without one", lines(12, (u) => `${u}|${20 + (u % 3)}|${u % 2 ? "M" : "F"}|other|8571${u}`)],
  ])("of users is joined %s", async (_, details) => {
    const { dataset, report } = await join(details);
    expect(report.details).toMatchObject([{ of: "user", products: 12, matched: 12 }]);
    for (const { user, userGender, userGroup } of ratingsOf(dataset)) {
      expect(userGender).toBe(Number(user) % 2 ? "Male" : "Female");
      expect(userGroup).toBe(String(20 + (Number(user) % 3)));
    }
  });

  it.each([
    ["with flags", lines(6, (p) => `${100 + p}|Film ${p} (1990)|01-Jan-1990||${p % 2}|0|1|0|1`)],
    [
      "with a mean rating",
      `item_id,title,rating,views\n${lines(6, (p) => `${100 + p},Film ${p} (1990),3.${p},${90 + p}`)}`,
    ],
    ["by ids with a fraction of zeros", `item_id,title\n${lines(6, (p) => `${100 + p}.0,Film ${p} (1990)`)}`],
    ["by another column than the first", `sku,item_no,title\n${lines(6, (p) => `s${p},${100 + p},Film ${p} (1990)`)}`],
  ])("of products is joined %s", async (_, details) => {
    const { dataset } = await join(details);
    expect(titlesOf(dataset)).toEqual(
      Object.fromEntries(
        lines(6, (p) => `${100 + p}=Film ${p} (1990)`)
          .split("\n")
          .map((l) => l.split("=")),
      ),
    );
  });

  it("of another catalogue is said", async () => {
    const { report } = await join(`id,title\n${lines(9, (p) => `${104 + p},Film ${p} (1990)`)}`);
    expect(report.warnings![0]).toMatch(/^Only 2 of the 6 products of the ratings and 2 of the 9 of d\.csv match/);
  });
});

describe("what can hardly be right is said", () => {
  it("kinds of events: which count, and how much", async () => {
    const kinds = ["view", "cart", "purchase"];
    const text = written("user_id,product_id,event_type", (r) => `${r.user},${r.product},${kinds[r.rating % 3]}`);
    const { report } = await read(text);
    const [question] = report.questions!;
    expect(question!.id).toBe("eventWeights");
    const only = question!.answers.find(({ label }) => label === "Only purchase counts")!;
    const bought = SHOP.filter(({ rating }) => rating % 3 === 2).length;
    expect((await read(text, only.change)).report).toMatchObject({ accepted: bought, rejected: SHOP.length - bought });
    const answered = (await read(text, only.change)).report.questions![0];
    expect(answered.answers[answered.default]).toEqual(only);
    const own = { eventWeights: { view: 2, cart: 0, purchase: 7 } };
    expect((await read(text, own)).report.questions![0].answers[0]).toEqual({ label: "As chosen", change: own });
  });

  it.each([
    ["repeats", (i: number) => `u${i % 3},i${i % 2},${1 + (i % 5)}`, /repeat a user and a product/],
    ["users who come once", (i: number) => `u${i},i${i % 4},${1 + (i % 5)}`, /by another user/],
    ["one product", (i: number) => `u${i},i${i === 7 ? 1 : 0},${1 + (i % 5)}`, /one product/],
  ])("%s", async (_, line, sentence) => {
    const { report } = await read(`user,item,rating\n${Array.from({ length: 90 }, (_, i) => line(i)).join("\n")}`);
    expect(report.warnings!.join("\n")).toMatch(sentence);
  });

  it("values that differ by case alone, which count as one unless they are to be kept apart", async () => {
    const brands = ["SONY", "Sony", "sony", "Acme"];
    const text = written("user,item,rating,brand", (r) => `${r.user},${r.product},${r.rating},${brands[r.at % 4]}`);
    const { dataset, report } = await read(text);
    expect(new Set(ratingsOf(dataset).map(({ brand }) => brand))).toEqual(new Set(["SONY", "Acme"]));
    expect(report.warnings![0]).toMatch(/^Values of brand that differ only by case or blanks count as one, under/);
    const [question] = report.questions!;
    expect(question).toMatchObject({ id: "spellings", default: 0 });
    const apart = await read(text, question!.answers[1]!.change);
    expect(new Set(ratingsOf(apart.dataset).map(({ brand }) => brand))).toEqual(new Set(brands));
    expect(apart.report).toMatchObject({ questions: [{ id: "spellings", default: 1 }] });
  });

  it("ages in years, read as groups", async () => {
    const ages = [7, 17, 18, 24, 25, 34, 35, 44, 45, 54, 55, 99, 0, 31];
    const { dataset } = await read(
      written("user,item,rating,age", (r) => `${r.user},${r.product},${r.rating},${ages[r.at % ages.length]}`),
    );
    const groups = ["under 18", "18–24", "25–34", "35–44", "45–54", "55+"].flatMap((group) => [group, group]);
    expect(ratingsOf(dataset).map(({ userGroup }) => userGroup)).toEqual(
      SHOP.map(({ at }) => [...groups, "", "25–34"][at % ages.length]),
    );
  });

  it("ages of a few values, which are groups already", async () => {
    const { dataset } = await read(
      written("user,item,rating,age", (r) => `${r.user},${r.product},${r.rating},${[1, 18, 25][r.at % 3]}`),
    );
    expect(new Set(ratingsOf(dataset).map(({ userGroup }) => userGroup))).toEqual(new Set(["1", "18", "25"]));
  });

  it("says nothing of an ordinary file", async () => {
    const { report } = await read(
      written("user,item,rating,date", (r) => `${r.user},${r.product},${r.rating},${r.day}`),
    );
    expect(report).toMatchObject({ warnings: [], questions: [], format: "delimited text", passedOver: 0 });
  });
});
