import { normalised } from "./roleNames";

/** What the words of a column's name speak of. */
export type Spoken = "user" | "product" | "rating" | "count" | "time" | "title" | "event" | "prediction" | "row";

function words(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

const USERS = words(
  "user users userid username reviewer reviewers reviewerid customer customers consumer consumers member members buyer",
  "client clients visitor visitors account accounts profile profiles profilename person persons people listener listeners",
  "student students learner reader readers critic critics rater raters guest guests viewer viewers player players",
  "subscriber subscribers shopper shoppers respondent respondents voter voters judge worker patient household email",
  "mail nick nickname login handle shopperid",
  // Other languages.
  "kunde kunden nutzer benutzer leser käufer besteller teilnehmer person personen usuario usuarios usuaria cliente",
  "clientes lector utilisateur utilisateurs lecteur acheteur utente utenti lettore gebruiker klant utilizador usuário",
  "usuários avaliador użytkownik uzytkownik klient klienci osoba kullanıcı kullanici müşteri musteri felhasználó",
  "felhasznalo vásárló uživatel uzivatel zákazník zakaznik používateľ utilizator bruker bruger kunder kund användare",
  "anvandare пользователь пользователи клиент покупатель читатель користувач",
);
const USERS_UNSPACED = [
  "用户",
  "使用者",
  "客户",
  "客戶",
  "会员",
  "顧客",
  "ユーザー",
  "ユーザ",
  "会員",
  "お客様",
  "사용자",
  "고객",
  "회원",
  "유저",
];

const PRODUCTS = words(
  "item items itemid product products productid movie movies movieid film films book books song songs track tracks artist",
  "artists album albums game games anime manga recipe recipes restaurant restaurants place places placeid joke jokes beer",
  "beers wine wines course courses hotel hotels business businesses venue venues dish dishes dishid food drink drinks app",
  "apps video videos show shows series episode station podcast news paper papers property listing listings sku asin asins",
  "isbn article articles good goods object objects merchandise poi attraction destination category categories document docs",
  "doc url page pages content store shop subject lecture module title titles program programme channel brewery meal snack",
  "perfume fragrance cosmetic toy phone laptop device car model tea coffee plant medicine drug job ad advert offer event",
  "exhibit museum park city trail route hike image photo picture",
  "artikel produkt produkte ware buch bücher lied titel spiel rezept gericht getränk kurs ort ware gerät película pelicula",
  "peliculas libro libros producto productos canción juego receta restaurante artículo articulo curso lugar obra produit",
  "produits livre livres chanson jeu recette cours ouvrage prodotto prodotti libri canzone gioco ricetta corso luogo",
  "ristorante produto produtos filme filmes livro livros jogo receita música musica lugares boek boeken spel recept",
  "książka ksiazka gra towar przepis ürün urun kitap oyun şarkı termék termek könyv konyv játék výrobek vyrobek zboží",
  "kniha hra produs carte bok bog vare varer вещь товар товары продукт фильм книга песня игра товару",
);
const PRODUCTS_UNSPACED = [
  ..."商品 产品 產品 物品 电影 電影 图书 圖書 书名 歌曲 游戏 菜品 店铺 製品 品目 映画 書籍 曲名 品名 アイテム 作品 상품 제품 아이템 영화 도서 품목 책".split(
    " ",
  ),
];

const RATINGS = words(
  "rating ratings rate rated score scores stars star grade grades vote overall rank recommendation recommended liked",
  "note nota notas bewertung bewertungen punkte sterne wertung zensur valoración valoracion calificación calificacion",
  "puntuación puntuacion puntaje estrellas evaluación évaluation étoiles avis avaliação avaliacao voto voti classificação",
  "pontuação estrelas valutazione punteggio stelle giudizio waardering beoordeling cijfer score ocena ocenka gwiazdki puan",
  "puanı değerlendirme értékelés ertekeles hodnocení hodnoceni známka hodnotenie evaluare betyg vurdering karakter",
  "оценка рейтинг балл баллы оцінка",
);
const RATINGS_UNSPACED = [
  "评分",
  "評分",
  "打分",
  "得分",
  "评价",
  "星级",
  "評価",
  "評点",
  "点数",
  "스코어",
  "평점",
  "별점",
  "점수",
  "평가",
];

const COUNTS = words(
  "plays playcount listens hours playtime minutes seconds duration clicks views purchases quantity qty count weight times",
  "amount stunden anzahl menge cantidad veces quantité nombre quantità volte quantidade aantal ilość количество",
);

const TIMES = words(
  "date dates time times timestamp datetime datum zeit zeitpunkt tag fecha hora data dia jour temps heure giorno ora dag tijd",
  "czas dzień tarih zaman dátum datum cas idő dato tid дата время posted created rated reviewed watched visited day",
  "rateddate dateadded when at on updated modified month monat mes mois",
);
const TIMES_UNSPACED = ["日期", "时间", "時間", "日付", "日時", "날짜", "시간", "일자", "일시"];

const TITLES = words("title titles titel titre título titulo titolo tytuł başlık cím název naslov название заголовок");

const EVENTS = words(
  "event events eventtype action actions behavior behaviour behaviortype interaction interactiontype feedbacktype",
);

/** What says only that the word before it is named or numbered. */
const MARKS = words(
  "id ids nr no num number nummer numéro numero número code key uid uuid guid index idx hash pk fk ref identifier",
  "name names nombre nom nome naam namn navn nazwa isim adı név jméno имя kennung kod kód код номер ид",
);
const NAMES = words("name names nombre nom nome naam namn navn nazwa isim név jméno имя title titel");

/** What makes a rating or a count no rating of this record: another's, a mean, an index of what reviews received. */
const OTHERS = words(
  "avg average mean median total sum helpful helpfulness useful funny count counts max min std stddev num n weighted norm",
  "normalized global all community imdb critic metacritic durchschnitt moyenne promedio media média gemiddelde",
);
const PREDICTED = words("predicted prediction predictions predict pred estimated estimate est forecast vorhersage");
const ROWS = words(
  "row rownum rownumber line index idx record serial sno sr unnamed review comment order transaction log",
);

/** The words of a name: `review_profileName` is review, profile, name; a type after a colon is no part of it. */
export function wordsOf(name: string): string[] {
  const untyped = name.replace(/:(token|float|token_seq|float_seq|int|string|str)$/i, "");
  return untyped
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap(apart)
    .filter((word) => word !== "");
}

/** `beerid` is beer, id; other words are whole. */
function apart(word: string): string[] {
  if (isEntity(word) || MARKS.has(word)) return [word];
  for (const mark of ["id", "ids", "name", "title", "code", "no", "nr"]) {
    const stem = word.slice(0, -mark.length);
    if (
      word.endsWith(mark) &&
      stem.length > 2 &&
      (mark.length > 2 || isEntity(stem) || (mark === "id" && stem.length > 3))
    ) {
      if (isEntity(stem) || mark === "id") return [stem, mark];
    }
  }
  return [word];
}

function isEntity(word: string): boolean {
  return USERS.has(word) || PRODUCTS.has(word);
}

/** The last part of a name with points or slashes in it: `reviews.rating` is also called `rating`. */
export function lastPart(name: string): string {
  return name
    .replace(/:(token|float|token_seq|float_seq)$/i, "")
    .split(/[./]/)
    .at(-1)!
    .trim();
}

/** A name that speaks of ratings, but not of this record's: a mean, a number of them, helpful votes. */
export function speaksOfOthers(name: string): boolean {
  return wordsOf(name).some((word) => OTHERS.has(word));
}

export function speaksOfPredictions(name: string): boolean {
  return wordsOf(name).some((word) => PREDICTED.has(word));
}

/**
 * What a column's name speaks of by its words, by the last that says anything; null where none is known. Ids and names
 * stand for what is before them: `Kunden-Nr.`, `Reviewer Name`. "row" for a number of the record: `review_id`.
 */
export function spokenBy(name: string): Spoken | null {
  const all = wordsOf(name);
  if (all.length === 0) return null;
  if (all.some((word) => PREDICTED.has(word))) return "prediction";
  const unspaced = byPart(normalised(name));
  if (unspaced) return unspaced;
  const last = all.at(-1)!;
  if (MARKS.has(last) && all.length > 1) {
    const rest = all.slice(0, -1).filter((word) => !MARKS.has(word));
    if (ROWS.has(rest.at(-1) ?? "")) return "row";
    const owner = rest.findLast(isEntity);
    if (owner === undefined) return null;
    if (USERS.has(owner)) return "user";
    if (PRODUCTS.has(owner)) return NAMES.has(last) ? "title" : "product";
    return null;
  }
  if (TITLES.has(last)) return "title";
  if (EVENTS.has(last) || (last === "type" && EVENTS.has(all.at(-2) ?? ""))) return "event";
  if (TIMES.has(last) || TIMES.has(all[0])) return "time";
  if (all.some((word) => OTHERS.has(word))) return null;
  if (RATINGS.has(last)) return last === "rank" ? null : "rating";
  if (USERS.has(last)) return "user";
  // The city of a customer is no product.
  if (PRODUCTS.has(last)) return all.some((word) => USERS.has(word)) ? null : "product";
  if (COUNTS.has(last) || COUNTS.has(all[0]) || all.includes("playtime")) return "count";
  return null;
}

function byPart(plain: string): Spoken | null {
  const has = (parts: readonly string[]) => parts.some((part) => plain.includes(part));
  if (has(TIMES_UNSPACED)) return "time";
  if (has(RATINGS_UNSPACED)) return "rating";
  if (has(USERS_UNSPACED)) return "user";
  return has(PRODUCTS_UNSPACED) ? "product" : null;
}

/** True where a word says that something is a person, or a product: of what stands down or across a wide table. */
export function kindOf(text: string): "user" | "product" | null {
  const all = wordsOf(text);
  if (/^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(text) || all.some((word) => USERS.has(word))) return "user";
  if (all.some((word) => PRODUCTS.has(word))) return "product";
  const spoken = byPart(normalised(text));
  return spoken === "user" || spoken === "product" ? spoken : null;
}
