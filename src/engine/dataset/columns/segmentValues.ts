import type { SegmentRole, Vocabulary } from "../types";
import { genderOf } from "../values/words";
import { IdCodes } from "./codes";

const decoder = new TextDecoder();

/** Codes of one segment column's values; code 0 is unknown. Spellings of one gender have one code. */
export class SegmentValues {
  private readonly values = new IdCodes();
  /** Of a gender column: as it stands in the file, and the code of what it means. */
  private readonly spellings: IdCodes | null;
  private readonly meanings: number[] = [];
  /** Number of the text before: files are often sorted by product. */
  private last = -1;

  constructor(role: SegmentRole) {
    this.values.codeOfText("");
    this.spellings = role === "userGender" || role === "productGender" ? new IdCodes() : null;
  }

  /** The code of the value bytes[start .. end), which is not empty. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const texts = this.spellings ?? this.values;
    if (this.last === -1 || !texts.is(this.last, bytes, start, end)) this.last = texts.code(bytes, start, end);
    if (!this.spellings) return this.last;
    if (this.last === this.meanings.length) {
      const meaning = genderOf(decoder.decode(bytes.subarray(start, end)));
      this.meanings.push(this.values.codeOfText(meaning));
    }
    return this.meanings[this.last]!;
  }

  /** The codes that the values of another column have here, in its order: new ones where a value is new. */
  codesOf(vocabulary: Vocabulary): Int32Array {
    return this.values.codesOf(vocabulary);
  }

  pack(): Vocabulary {
    return this.values.pack();
  }
}
