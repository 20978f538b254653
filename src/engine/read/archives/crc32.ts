/** CRC-32 as gzip and ZIP have it (reflected polynomial 0xEDB88320), of bytes that come in pieces. */
export class Crc32 {
  private state = -1;

  push(bytes: Uint8Array): void {
    let state = this.state;
    for (let i = 0; i < bytes.length; i++) state = TABLE[(state ^ bytes[i]) & 0xff] ^ (state >>> 8);
    this.state = state;
  }

  /** The checksum, unsigned. */
  get value(): number {
    return ~this.state >>> 0;
  }
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
