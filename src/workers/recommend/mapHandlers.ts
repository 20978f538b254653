import type { Handlers } from "../serve";
import type { MapCalls } from "./mapCalls";
import type { Session } from "./session";

export function mapHandlers(_session: Session): Handlers<MapCalls> {
  return {};
}
