import { refuse } from "../refusal";

/** First bytes of files that people take for CSV, and what to do with such a file. */
const SIGNATURES: readonly { starts: string; kind: string; advice: string }[] = [
  { starts: "%PDF", kind: "a PDF document", advice: "Export the table in it as CSV and drop that file." },
  { starts: "\x89PNG", kind: "a PNG image", advice: "Drop the table as a CSV file." },
  { starts: "\xff\xd8\xff", kind: "a JPEG image", advice: "Drop the table as a CSV file." },
  { starts: "GIF8", kind: "a GIF image", advice: "Drop the table as a CSV file." },
  { starts: "PK\x03\x04", kind: "a ZIP archive", advice: "Unpack it and drop the file inside." },
  { starts: "\x1f\x8b", kind: "a gzip archive", advice: "Unpack it and drop the file inside." },
  { starts: "BZh", kind: "a bzip2 archive", advice: "Unpack it and drop the file inside." },
  { starts: "7z\xbc\xaf", kind: "a 7-Zip archive", advice: "Unpack it and drop the file inside." },
  { starts: "\xfd7zXZ", kind: "an xz archive", advice: "Unpack it and drop the file inside." },
  { starts: "(\xb5/\xfd", kind: "a Zstandard archive", advice: "Unpack it and drop the file inside." },
  { starts: "Rar!", kind: "a RAR archive", advice: "Unpack it and drop the file inside." },
  {
    starts: "\xd0\xcf\x11\xe0",
    kind: "an old Excel workbook (.xls), or another old Office document",
    advice: "Open it in Excel or LibreOffice, save it as .xlsx or CSV and drop that file.",
  },
  { starts: "SQLite format 3", kind: "an SQLite database", advice: "Export the ratings as CSV and drop that file." },
  { starts: "ARROW1", kind: "an Arrow or Feather file", advice: "Write it as Parquet or CSV and drop that file." },
  { starts: "ORC", kind: "an ORC file", advice: "Write it as Parquet or CSV and drop that file." },
  { starts: "Obj\x01", kind: "an Avro file", advice: "Write it as Parquet or CSV and drop that file." },
  { starts: "\x89HDF", kind: "an HDF5 file", advice: "Write its table as Parquet or CSV and drop that file." },
  {
    starts: "\x93NUMPY",
    kind: "a NumPy array",
    advice: "Write it as CSV, with users and products, and drop that file.",
  },
  { starts: "MATLAB 5.0", kind: "a MATLAB file", advice: "Write its table as CSV and drop that file." },
];

/** Bytes that every signature fits into. */
export const SIGNATURE_LENGTH = 16;

/** @throws ReadError naming the kind of file when the first bytes are those of a known format that is not text. */
export function startsLikeText(head: readonly number[], file: string): void {
  const start = String.fromCharCode(...head);
  const found = SIGNATURES.find(({ starts }) => start.startsWith(starts));
  if (found) refuse(`${file} is ${found.kind}, not a table of text.`, found.advice);
}
