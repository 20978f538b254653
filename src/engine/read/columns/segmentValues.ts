import { isGender, isGroup, ownerOf, type SegmentRole } from "../../../domain/roles";
import type { Vocabulary } from "../types";
import { ageGroupOf } from "../values/ages";
import { genderOf } from "../values/words";
import { size, textOf } from "../vocabulary";
import { IdCodes } from "./codes";
import type { ValueRules } from "./rules";

const decoder = new TextDecoder();

/** Texts that are tried before the table is asked: a power of two. */
const RECENT = 256;

/**
 * Codes of one segment column's values; code 0 is unknown. Spellings of one gender have one code, and so have ages of
 * one group, and spellings that differ only by case and blanks unless they are kept apart: the first stands for all.
 */
export class SegmentValues {
  /** True once a spelling differs from another one only by case or blanks. */
  differ = false;
  private readonly values = new IdCodes();
  /** As it stands in the file, and the code of what it means. */
  private readonly spellings = new IdCodes();
  /** What a value means, where that is more than how it is spelled. */
  private readonly meaning: ((spelling: string) => string) | null;
  private readonly keepsApart: boolean;
  /** Codes by what remains of a value without case and blanks. */
  private readonly plain = new Map<string, { code: number; spelling: string }>();
  private readonly meanings: number[] = [];
  /** The last text met, as its number + 1, by its length and its ends: most columns have few values. */
  private readonly recent = new Int32Array(RECENT);

  constructor(role: SegmentRole, { ages = false, spellings = "one" }: Pick<ValueRules, "ages" | "spellings"> = {}) {
    this.values.codeOfText("");
    this.meaning = isGender(role) ? genderOf : ages && isGroup(role) && ownerOf(role) === "user" ? ageGroupOf : null;
    this.keepsApart = spellings === "apart";
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
    if (this.meaning) return this.values.codeOfText(this.meaning(spelling));
    const plain = spelling.toLowerCase().replace(/\s+/g, " ");
    const known = this.plain.get(plain);
    if (known !== undefined) {
      if (known.spelling !== spelling) this.differ = true;
      if (known.spelling === spelling || !this.keepsApart) return known.code;
      return this.values.codeOfText(spelling);
    }
    const code = this.values.codeOfText(spelling);
    this.plain.set(plain, { code, spelling });
    return code;
  }
}
