import { fromCivil } from "./civil";

/** Months in words, a language a line, in the case that stands in dates. */
const MONTHS = [
  "january february march april may june july august september october november december",
  "januar februar märz april mai juni juli august september oktober november dezember",
  "jänner feber mrz",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  "januari februari maart april mei juni juli augustus september oktober november december",
  "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
  "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
  "ledna února března dubna května června července srpna září října listopadu prosince",
  "január február március április május június július augusztus szeptember október november december",
  "januari februari mars april maj juni juli augusti september oktober november december",
  "januar februar marts april maj juni juli august september oktober november desember",
];

let known: Map<string, number> | null = null;

/** Months, 1 to 12, by their words and by the beginnings of them, of three letters and more, that can be no other. */
function months(): Map<string, number> {
  if (known) return known;
  const map = new Map<string, number>();
  const whole = new Map<string, number>();
  for (const line of MONTHS) {
    line.split(" ").forEach((word, i) => {
      const month = word === "mrz" ? 3 : i + 1;
      whole.set(word, month);
      for (let length = 3; length < word.length; length++) {
        const start = word.slice(0, length);
        const other = map.get(start);
        map.set(start, other === undefined || other === month ? month : 0);
      }
    });
  }
  for (const [word, month] of whole) map.set(word, month);
  known = map;
  return map;
}

const TOKEN = /\d{1,2}:\d{2}(?::\d{2})?|\d+|\p{L}+/gu;
const EASTERN = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/;
/** "2019. 02. 07." */
const DOTTED = /^(\d{4})\.\s*(\d{1,2})\.\s*(\d{1,2})\.?$/;
/** A date and an hour: "2014-12-06 02". */
const DATE_HOUR = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2})$/;
const YEAR_MONTH = /^(\d{4})[-/.](\d{1,2})$/;
/** Years of two digits up to this one are of this century. */
const LAST_SHORT_YEAR = 68;
const MOST_TOKENS = 14;
/** A zone after a clock: "10:00:00 -0700". */
const ZONE = /(:\d{2}) ?(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})(?: ?\([^)]*\))?/;

/**
 * Seconds since 1970 of a date with its month in words, somewhere in a short text, in the main languages: "31-Jul-18",
 * "Reviewed in Spain on March 1, 2019", "Tue Jan 01 10:00:00 UTC 2019", "1st of March 2019", "07 de febrero de 2019",
 * "2019年2月7日"; also "2019-02" and "2019. 02. 07.". NaN for anything else.
 */
export function parseSpokenTime(text: string): number {
  const plain = DOTTED.exec(text) ?? EASTERN.exec(text);
  if (plain) return fromCivil(+plain[1], +plain[2], +plain[3]);
  const month = YEAR_MONTH.exec(text);
  if (month) return fromCivil(+month[1], +month[2], 1);
  const hour = DATE_HOUR.exec(text);
  if (hour) return +hour[4] > 23 ? Number.NaN : fromCivil(+hour[1], +hour[2], +hour[3]) + 3600 * +hour[4];
  const zone = ZONE.exec(text);
  const tokens = text.replace(ZONE, "$1 ").toLowerCase().match(TOKEN) ?? [];
  if (tokens.length < 2 || tokens.length > MOST_TOKENS) return Number.NaN;
  return fromTokens(tokens) - (zone ? zoneSeconds(zone) : 0);
}

function zoneSeconds([, , sign, hours, minutes]: RegExpExecArray): number {
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

function fromTokens(tokens: readonly string[]): number {
  let [month, seconds] = [0, 0];
  let pm = false;
  const numbers: string[] = [];
  for (const token of tokens) {
    if (token.includes(":")) {
      const [hour = 0, minute = 0, second = 0] = token.split(":").map(Number);
      if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
      seconds = hour * 3600 + minute * 60 + second;
    } else if (/^\d/.test(token)) numbers.push(token);
    else if (token === "pm") pm = true;
    else if (month === 0) month = months().get(token) ?? 0;
    else if (token.length > 3 && months().get(token)) return Number.NaN;
  }
  if (month === 0 || numbers.length === 0 || numbers.length > 2) return Number.NaN;
  const at = numbers.findIndex(({ length }) => length === 4);
  if (at === -1 && numbers.length < 2) return Number.NaN;
  // Of two short numbers the year stands last.
  const yearText = at === -1 ? numbers[1] : numbers[at];
  const day = numbers.length < 2 ? 1 : Number(numbers[at === -1 ? 0 : 1 - at]);
  const short = Number(yearText);
  if (yearText.length !== 4 && yearText.length !== 2) return Number.NaN;
  const year = yearText.length === 4 ? short : short <= LAST_SHORT_YEAR ? 2000 + short : 1900 + short;
  if (pm && seconds < 43_200) seconds += 43_200;
  return fromCivil(year, month, day) + seconds;
}
