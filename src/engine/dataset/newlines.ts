/** Turns CRLF and CR into LF, in text that comes in pieces: PapaParse merges rows where line ends are mixed. */
export class Newlines {
  private heldReturn = false;

  push(piece: string): string {
    if (piece === "") return "";
    let text = this.heldReturn ? `\r${piece}` : piece;
    // Whether a CR at the end stands alone shows only with the next piece.
    this.heldReturn = text.endsWith("\r");
    if (this.heldReturn) text = text.slice(0, -1);
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }

  end(): string {
    return this.heldReturn ? "\n" : "";
  }
}
