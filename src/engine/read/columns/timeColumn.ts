import type { Fields } from "../records/fields";
import type { DateOrder } from "../types";
import { plainDate, plainNumber } from "../values/fieldValues";
import { fromDayNumber, fromDigits, isDayNumber, ordersOf, parseTime } from "../values/time";

/** The dates of a file showed that its order of day and month was guessed wrongly: read it again, with this one. */
export class OtherDateOrder extends Error {
  override name = "OtherDateOrder";

  constructor(
    readonly order: DateOrder,
    readonly example: string,
  ) {
    super(`${example} is ${order}.`);
  }
}

/** Reads the times of one file, in one order of day and month for all of them. */
export class TimeReader {
  /** A date that only the order in use can read: the order is decided, not guessed. */
  evidence: string | null = null;
  /** Dates whose day and month can be told apart only by the order. */
  ambiguous = 0;
  /** The date before, as digits and in seconds: files are often sorted by time. */
  private lastDate = -1;
  private lastDay = Number.NaN;

  /**
   * @param order of dates with the year last.
   * @param fixed true when the order was chosen, or found out: a date that it cannot read is no date.
   */
  constructor(
    readonly order: DateOrder,
    private readonly fixed: boolean,
    /** Whether numbers of five digits are days as spreadsheets count them. */
    private readonly dayNumbers = false,
  ) {}

  /**
   * Seconds since 1970 of a trimmed field, NaN where it is no time.
   * @throws OtherDateOrder at the first date that only the other order can read, if none needed this one before.
   */
  read(fields: Fields, field: number): number {
    const date = plainDate(fields, field);
    if (date !== -1) {
      if (date === this.lastDate) return this.lastDay;
      const day = fromDigits(date);
      if (!Number.isNaN(day)) {
        this.lastDate = date;
        this.lastDay = day;
        return day;
      }
    }
    const number = plainNumber(fields, field);
    // Nine to eleven digits are seconds whatever they look like.
    if (number >= 1e8 && number < 1e11) return number;
    if (this.dayNumbers && isDayNumber(number)) return fromDayNumber(number);
    return this.readText(fields.textOf(field));
  }

  private readText(text: string): number {
    const orders = ordersOf(text);
    if (orders?.length === 2) this.ambiguous++;
    else if (orders?.length === 1) {
      if (orders[0] === this.order) this.evidence ??= text;
      else if (!this.fixed && this.evidence === null) throw new OtherDateOrder(orders[0], text);
    }
    return parseTime(text, this.order);
  }
}
