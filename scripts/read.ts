/** `npm run --silent read -- FILE [DETAILS …] [--role COLUMN=ROLE …]`: what the reader makes of files, as JSON. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { COLUMN_ROLES } from "../src/domain/roles";
import { type NamedRole, readDocument } from "./read/document";

const HELP = `Usage: npm run --silent read -- FILE [DETAILS ...] [--role COLUMN=ROLE ...]

Reads ratings from a file, with the tables of products or users beside it, and prints what the reader makes of them as
one JSON document on stdout. A role is one of: ${COLUMN_ROLES.join(", ")}.

Exit code: 0 when the files were read, 1 when they were refused (stderr says why), 2 when the options make no sense.
`;

/** A command line that asks for nothing that can be done. */
class UsageError extends Error {}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { role: { type: "string", multiple: true }, help: { type: "boolean" } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function namedRole(text: string): NamedRole {
  const cut = text.lastIndexOf("=");
  const role = COLUMN_ROLES.find((known) => known === text.slice(cut + 1));
  if (cut < 1 || !role) throw new UsageError(`--role is COLUMN=ROLE with one of ${COLUMN_ROLES.join(", ")}: ${text}`);
  return { column: text.slice(0, cut), role };
}

/** The file's full path: npm runs a script in the package's folder, whichever folder it was called from. */
function located(name: string): string {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${name}.`);
  return path;
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parse();
    if (values.help || positionals.length === 0) {
      process.stdout.write(HELP);
      return values.help ? 0 : 2;
    }
    const document = await readDocument(positionals.map(located), (values.role ?? []).map(namedRole));
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
