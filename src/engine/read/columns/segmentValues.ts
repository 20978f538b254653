import { isGender, type SegmentRole } from "../../../domain/roles";
import type { Vocabulary } from "../types";
import { genderOf } from "../values/words";
import { size, textOf } from "../vocabulary";
import { IdCodes } from "./codes";

const decoder = new TextDecoder();

/** Texts that are tried before the table is asked: a power of two. */
const RECENT = 256;

/**
 * Codes of one segment column's values; code 0 is unknown. Spellings of one gender have one code, and so have spellings
 * that differ only by case and blanks: the first of them stands for all.
 */
export class SegmentValues {
  /** True once a spelling has the code of another one. */
  mended = false;
  private readonly values = new IdCodes();
  /** As it stands in the file, and the code of what it means. */
  private readonly spellings = new IdCodes();
  private readonly isGender: boolean;
  /** Codes by what remains of a value without case and blanks. */
  private readonly plain = new Map<string, { code: number; spelling: string }>();
  private readonly meanings: number[] = [];
  /** The last text met, as its number + 1, by its length and its ends: most columns have few values. */
  private readonly recent = new Int32Array(RECENT);

  constructor(role: SegmentRole) {
    this.values.codeOfText("");
    this.isGender = isGender(role);
  }

  /** The code of the value bytes[start .. end), which is not empty. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const place = (bytes[start] * 7 + bytes[end - 1] * 31 + end - start) & (RECENT - 1);
    let text = this.recent[place] - 1;
    if (text === -1 || !this.spellings.is(text, bytes, start, end)) {
      text = this.spellings.code(bytes, start, end);
      this.recent[place] = text + 1;
    }
    if (text === this.meanings.length) this.meanings.push(this.meaningOf(decoder.decode(bytes.subarray(start, end))));
    return this.meanings[text];
  }

  /** The codes that the values of another column have here, in its order: new ones where a value is new. */
  codesOf(vocabulary: Vocabulary): Int32Array {
    const codes = new Int32Array(size(vocabulary));
    for (let code = 1; code < codes.length; code++) codes[code] = this.meaningOf(textOf(vocabulary, code));
    return codes;
  }

  pack(): Vocabulary {
    return this.values.pack();
  }

  private meaningOf(spelling: string): number {
    if (this.isGender) return this.values.codeOfText(genderOf(spelling));
    const plain = spelling.toLowerCase().replace(/\s+/g, " ");
    const known = this.plain.get(plain);
    if (known !== undefined) {
      if (known.spelling !== spelling) this.mended = true;
      return known.code;
    }
    const code = this.values.codeOfText(spelling);
    this.plain.set(plain, { code, spelling });
    return code;
  }
}
