import type { SegmentRole } from "../../../domain/roles";
import type { Vocabulary } from "../types";
import { genderOf } from "../values/words";
import { IdCodes } from "./codes";

const decoder = new TextDecoder();

/** Texts that are tried before the table is asked: a power of two. */
const RECENT = 256;

/** Codes of one segment column's values; code 0 is unknown. Spellings of one gender have one code. */
export class SegmentValues {
  private readonly values = new IdCodes();
  /** Of a gender column: as it stands in the file, and the code of what it means. */
  private readonly spellings: IdCodes | null;
  private readonly meanings: number[] = [];
  /** The last text met, as its number + 1, by its length and its ends: most columns have few values. */
  private readonly recent = new Int32Array(RECENT);

  constructor(role: SegmentRole) {
    this.values.codeOfText("");
    this.spellings = role === "userGender" || role === "productGender" ? new IdCodes() : null;
  }

  /** The code of the value bytes[start .. end), which is not empty. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const texts = this.spellings ?? this.values;
    const place = (bytes[start]! * 7 + bytes[end - 1]! * 31 + end - start) & (RECENT - 1);
    let text = this.recent[place]! - 1;
    if (text === -1 || !texts.is(text, bytes, start, end)) {
      text = texts.code(bytes, start, end);
      this.recent[place] = text + 1;
    }
    if (!this.spellings) return text;
    if (text === this.meanings.length) {
      const meaning = genderOf(decoder.decode(bytes.subarray(start, end)));
      this.meanings.push(this.values.codeOfText(meaning));
    }
    return this.meanings[text]!;
  }

  /** The codes that the values of another column have here, in its order: new ones where a value is new. */
  codesOf(vocabulary: Vocabulary): Int32Array {
    return this.values.codesOf(vocabulary);
  }

  pack(): Vocabulary {
    return this.values.pack();
  }
}
