import { Gunzip } from "fflate";
import { type ByteSource, viewOf } from "../bytes/source";
import { Crc32 } from "./crc32";
import { refuseDamaged, unpacked } from "./unpack";

/** Length of a member's end: CRC-32 and size (RFC 1952). */
const TRAILER = 8;

/** The file inside a gzip file, of all its members. Its checksums are compared after the last byte. */
export function gunzipped(source: ByteSource, blob: Blob): ByteSource {
  const { name } = source;
  async function* open() {
    let crc = new Crc32();
    /** Where each member ended, and the checksum of what came out of it. */
    const members: { end: number; crc: number }[] = [];
    const unpackerTo = (take: (bytes: Uint8Array) => void) => {
      const gunzip = new Gunzip((bytes) => {
        crc.push(bytes);
        take(bytes);
      });
      // Told of every member but the first.
      gunzip.onmember = (offset) => {
        members.push({ end: offset, crc: crc.value });
        crc = new Crc32();
      };
      return gunzip;
    };
    yield* unpacked(name, source.open(), unpackerTo, () => {});
    members.push({ end: blob.size, crc: crc.value });
    for (const member of members) {
      const trailer = await viewOf(name, blob, Math.max(0, member.end - TRAILER), member.end);
      if (trailer.byteLength < TRAILER || trailer.getUint32(0, true) !== member.crc) {
        refuseDamaged(name, "what it unpacks to has another checksum than it says");
      }
    }
  }
  return { name, size: source.size, open, blob: null };
}
