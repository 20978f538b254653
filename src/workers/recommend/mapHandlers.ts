import { buffersOf } from "../buffers";
import type { Handlers } from "../serve";
import { breatheUntil, explorersOf, unpackedModel } from "./explorers";
import type { MapCalls } from "./mapCalls";
import type { RecommendSession } from "./session";

export function mapHandlers(session: RecommendSession): Handlers<MapCalls> {
  const map = () => explorersOf(session).map;
  return {
    async drawMap(look, { signal, progress, transferResult }) {
      const picture = await map().draw(unpackedModel(session), look, breatheUntil(signal), progress);
      transferResult(buffersOf(picture));
      return picture;
    },
    mapGroups({ kind, codes, by, errors }, { transferResult }) {
      const groups = map().groups(kind, codes, by, errors);
      transferResult(buffersOf(groups));
      return groups;
    },
    mapNames: ({ kind, codes }) => codes.map((code) => map().name(kind, code)),
    findOnMap: ({ kind, query, limit }) => map().find(kind, query, limit),
    mapNeighbours: ({ kind, code, count, by }) =>
      map().neighbours(kind, code, count, by === "together" ? session.itemItem : null),
  };
}
