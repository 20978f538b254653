import { embeddedFont } from "../../../charts/export/fonts";
import { cssVariables, PALETTES } from "../../../theme/colors";
import { type DrawnParts, drawn } from "./draw";
import { glossaryOf } from "./glossary";
import { PART_LABELS } from "./names";
import { PART_TITLES } from "./parts";
import { Cover } from "./parts/Cover";
import { Glossary } from "./parts/Glossary";
import { Making } from "./parts/Making";
import { Summary } from "./parts/Summary";
import figures from "./styles/figures.css?inline";
import media from "./styles/media.css?inline";
import frame from "./styles/page.css?inline";
import { escaped, lettersOf, plainText, tidy } from "./text";
import { PART_NAMES, PARTS_OF_RUN, type PartName, type ReportChoices, type ReportMaterial } from "./types";

/** What the page may do: be styled, and show what it holds. No script, no request. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

interface Section {
  id: string;
  title: string;
  html: string;
}

/** The parts that a report of these could have; without a Run those about the data alone. */
export function possibleParts({ numbered }: DrawnParts): PartName[] {
  return PART_NAMES.filter((part) => part === "glossary" || numbered[part] !== undefined);
}

/** Parts that are not in the report, as the page names them: those that a person left out, and those that failed. */
function leftOut({ run }: ReportMaterial, { parts }: ReportChoices, sections: readonly Section[]): string[] {
  const present = new Set(sections.map(({ id }) => id));
  return PART_NAMES.filter((part) => !present.has(part) && (run !== null || !PARTS_OF_RUN.includes(part))).map(
    (part) => (parts.includes(part) ? `${PART_LABELS[part]} (could not be made)` : PART_LABELS[part]),
  );
}

/** The report as one HTML file, which needs nothing beside it. */
export async function reportPage(
  material: ReportMaterial,
  drawnParts: DrawnParts,
  choices: ReportChoices,
  now: Date,
): Promise<Blob> {
  const date = now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const { numbered, named } = drawnParts;
  const chosen = PART_NAMES.flatMap((part): Section[] => {
    const html = (choices.realIds ? named[part] : undefined) ?? numbered[part];
    return html && choices.parts.includes(part) ? [{ id: part, title: PART_TITLES[part], html }] : [];
  });
  const summary = { id: "summary", title: "In short", html: drawn(<Summary material={material} />, "s-") };
  const told = [summary, ...chosen];
  const entries = glossaryOf(plainText(told.map(({ html }) => html).join(" ")));
  if (choices.parts.includes("glossary") && entries.length > 0) {
    told.push({ id: "glossary", title: PART_TITLES.glossary, html: drawn(<Glossary entries={entries} />, "g-") });
  }
  const left = leftOut(material, choices, told);
  const making = <Making material={material} choices={choices} left={left} date={date} />;
  const sections = [...told, { id: "making", title: "How was this made?", html: drawn(making, "m-") }];
  const cover = <Cover data={material.data} choices={choices} date={date} contents={sections} />;
  const body = `<main>${drawn(cover, "c-")}${sections.map(sectionHtml).join("")}</main>`;
  return new Blob([await wholePage(choices.title, tidy(body))], { type: "text/html;charset=utf-8" });
}

function sectionHtml({ id, title, html }: Section): string {
  return `<section class="part" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escaped(title)}</h2>${html}</section>`;
}

async function wholePage(title: string, body: string): Promise<string> {
  const variables = Object.entries(cssVariables(PALETTES.light)).map(([name, value]) => `${name}:${value}`);
  const font = await embeddedFont(lettersOf(plainText(body)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="CollabNN Studio">
<title>${escaped(tidy(title))}</title>
<style>${font}:root{${variables.join(";")}}${frame}${figures}${media}</style>
</head>
<body>${body}</body>
</html>
`;
}
