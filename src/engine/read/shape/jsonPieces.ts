/** Longest JSON value that is cut out of a file, in characters. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Cuts the objects out of JSON text that comes in pieces: those of a list, those one after the other with or without
 * line ends between, and those of a list inside one object, at its key. Linear in the text.
 */
export class JsonPieces {
  private held = "";
  private at = 0;
  private start = -1;
  private depth = 0;
  private inString: string | null = null;
  private isEscaped = false;

  /** @param level how many brackets enclose the objects: 0 or 1 for a list, 2 for a list inside an object. */
  constructor(
    private readonly level: number,
    /** Whether strings may stand in single quotes, as Python writes them. */
    private readonly python: boolean,
  ) {}

  /** The objects that end in this text. */
  *push(text: string): Generator<string> {
    this.held += text;
    const { held } = this;
    for (; this.at < held.length; this.at++) {
      const code = held.charCodeAt(this.at);
      if (this.inString !== null) {
        if (this.isEscaped) this.isEscaped = false;
        else if (code === 92) this.isEscaped = true;
        else if (held[this.at] === this.inString) this.inString = null;
        continue;
      }
      if (code === 34 || (code === 39 && this.python)) this.inString = held[this.at];
      else if (code === 123 || code === 91) {
        if (code === 123 && this.start === -1 && this.depth === this.level) this.start = this.at;
        this.depth++;
      } else if (code === 125 || code === 93) {
        this.depth--;
        if (this.start !== -1 && this.depth === this.level) {
          yield held.slice(this.start, this.at + 1);
          this.start = -1;
        }
      }
    }
    const kept = this.start === -1 ? this.at : this.start;
    this.held = held.slice(kept);
    this.at -= kept;
    if (this.start !== -1) this.start = 0;
    if (this.held.length > LONGEST) throw new RangeError("A JSON object is too long.");
  }
}

/** A value as JSON, or as Python writes it: single quotes, True, False, None. Undefined where it is neither. */
export function parseLoose(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(fromPython(text));
    } catch {
      return undefined;
    }
  }
}

const PYTHON = /u?'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\b(True|False|None|NaN|nan|Infinity)\b/gs;
const WORDS: Readonly<Record<string, string>> = { True: "true", False: "false" };

function fromPython(text: string): string {
  return text.replace(PYTHON, (_, single?: string, double?: string, word?: string) => {
    if (word !== undefined) return WORDS[word] ?? "null";
    const inner = single ?? double ?? "";
    const plain = inner.replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|.)/gis, (whole, what: string) => {
      if (/^[xu]./i.test(what)) return String.fromCharCode(Number.parseInt(what.slice(1), 16));
      return { n: "\n", t: "\t", r: "\r" }[what] ?? (what === "'" || what === '"' || what === "\\" ? what : whole);
    });
    return JSON.stringify(plain);
  });
}
