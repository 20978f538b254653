import type { ByteSource, Piece } from "../bytes/source";
import { Utf8Stream } from "../bytes/utf8";
import type { Encoding, ReadQuestion } from "../types";

const encoder = new TextEncoder();

/** A table in a file that is no text, as comma-separated text. */
export interface BinaryTable {
  source: ByteSource;
  /** How the file holds it, in words. */
  format: string;
  /** True where the file itself names the columns. */
  isNamed: boolean;
  questions: ReadQuestion[];
  warnings: string[];
  /** What choices for it are remembered by, beside its columns. */
  key: string;
}

/** What makes a table of comma-separated text of other text, a piece at a time. */
export interface Converter {
  /** What this text, after all before it, makes; pieces are cut anywhere. */
  push(text: string, last: boolean): string;
}

/** The same file as another text: read from its start each time it is opened, in bounded memory. */
export function converted(source: ByteSource, encoding: Encoding | undefined, make: () => Converter): ByteSource {
  async function* open(): AsyncGenerator<Piece> {
    const stream = new Utf8Stream(encoding);
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const converter = make();
    for await (const { bytes, bytesRead } of source.open()) {
      const text = converter.push(decoder.decode(stream.push(bytes, false), { stream: true }), false);
      yield { bytes: encoder.encode(text), bytesRead };
    }
    const rest = decoder.decode(stream.push(new Uint8Array(0), true));
    yield { bytes: encoder.encode(converter.push(rest, true)), bytesRead: source.size };
  }
  return { name: source.name, size: source.size, open, blob: null };
}

/** Converts each line by itself, without its end; null leaves it out. */
export function lineByLine(convert: (line: string) => string | null): () => Converter {
  return () => {
    let held = "";
    return {
      push(text, last) {
        const lines = (held + text).split(/\r\n|\n|\r(?=[^\n])/);
        held = last ? "" : lines.pop()!;
        let out = "";
        for (const line of lines) {
          const made = convert(line);
          if (made !== null) out += `${made}\n`;
        }
        return out;
      },
    };
  };
}

/** A field of comma-separated text. */
export function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
