import type { ReactElement } from "react";
import { chartsOf } from "../../../explore/charts";
import type { Look } from "../../../explore/look";

/** Explore's charts of what the file has, each apart: a dozen of them take their time. */
export function charts(look: Look): ReactElement[] {
  return chartsOf(look).flatMap(({ id, Card, ofRun }) => (ofRun ? [] : [<Card key={id} look={look} />]));
}
