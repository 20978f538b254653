import { SegmentedControl, Select } from "@mantine/core";
import {
  MAP_KINDS,
  MAP_METHODS,
  type MapColour,
  type MapKind,
  type MapMethod,
} from "../../../engine/recommend/map/types";
import { useStore } from "../../studio/store";
import styles from "./MapToolbar.module.css";
import { colourChoices, KIND_NAMES } from "./words";

const METHOD_NAMES: Record<MapMethod, string> = { pca: "PCA", umap: "UMAP" };

/** What is drawn, how, and in which colours. */
export function MapToolbar() {
  const { kind, method } = useStore((state) => state.mapLook);
  const colour = useStore((state) => state.mapColour);
  const summary = useStore((state) => state.data?.summary);
  // Errors on the test part are known once a Run that predicts ratings has ended; those of a filtered Run are not placed.
  const hasErrors = useStore((state) => {
    const run = state.runs.find(({ id }) => id === state.explorerModel?.run);
    return run?.result?.test.rmse != null && run.settings.only === "";
  });
  const setMapLook = useStore((state) => state.setMapLook);
  const setMapColour = useStore((state) => state.setMapColour);
  if (!summary) return null;
  const choices = colourChoices(kind, summary, hasErrors);
  const kinds = MAP_KINDS.filter((name) => name !== "brands" || summary.segments.brand);
  return (
    <div className={styles.toolbar}>
      <SegmentedControl
        size="xs"
        aria-label="What is drawn"
        value={kind}
        onChange={(value) => setMapLook({ kind: value as MapKind })}
        data={kinds.map((value) => ({ value, label: KIND_NAMES[value] }))}
      />
      <SegmentedControl
        size="xs"
        aria-label="How it is laid out"
        value={method}
        onChange={(value) => setMapLook({ method: value as MapMethod })}
        data={MAP_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
      />
      {choices.length > 1 && (
        <Select
          size="xs"
          w={210}
          aria-label="Colour"
          leftSection="Colour"
          leftSectionWidth={56}
          value={choices.some(({ value }) => value === colour) ? colour : "none"}
          onChange={(value) => value && setMapColour(value as MapColour)}
          data={choices}
          data-testid="map-colour"
        />
      )}
    </div>
  );
}
