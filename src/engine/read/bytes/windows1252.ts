/** Code points of the bytes 0x80 to 0x9f in windows-1252 (WHATWG Encoding); those after them are Latin-1's. */
const HIGH =
  "20ac 81 201a 192 201e 2026 2020 2021 2c6 2030 160 2039 152 8d 17d 8f 90 2018 2019 201c 201d 2022 2013 2014 2dc " +
  "2122 161 203a 153 9d 17e 178";

/** UTF-8 of each byte, four places a byte: their number, then they. */
const TABLE = new Uint8Array(256 * 4);
const encoder = new TextEncoder();
const high = HIGH.split(" ").map((code) => Number.parseInt(code, 16));
for (let byte = 0; byte < 256; byte++) {
  const code = byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
  const utf8 = encoder.encode(String.fromCodePoint(code));
  TABLE[byte * 4] = utf8.length;
  TABLE.set(utf8, byte * 4 + 1);
}

/** The UTF-8 of windows-1252 bytes. Node's own decoder takes them for Latin-1. */
export function utf8OfWindows1252(bytes: Uint8Array): Uint8Array {
  let length = 0;
  for (let i = 0; i < bytes.length; i++) length += TABLE[bytes[i] * 4];
  const utf8 = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    const entry = bytes[i] * 4;
    for (let j = 1; j <= TABLE[entry]; j++) utf8[at++] = TABLE[entry + j];
  }
  return utf8;
}
