import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { MapName, MapNeighbour } from "../../../engine/recommend/map/types";
import { CosineBar } from "../../../ui/CosineBar";
import { MatchBar } from "../MatchBar";
import { strongestWords } from "../product/words";
import styles from "./MapPanel.module.css";
import { titleOf } from "./words";

interface PointListProps {
  /** Read out. */
  label: string;
  names: readonly MapName[];
  describe(name: MapName): string;
  onOpen(code: number): void;
  /** At the end of a line. */
  figure?(name: MapName, place: number): ReactNode;
  /** With the number that the map shows beside each. */
  isRanked?: boolean;
}

/** Points in words, each of which can be chosen. */
export function PointList({ label, names, describe, onOpen, figure, isRanked }: PointListProps) {
  return (
    <ol className={styles.list} aria-label={label}>
      {names.map((name, place) => (
        <li key={name.code}>
          <button type="button" className={styles.point} onClick={() => onOpen(name.code)}>
            {isRanked && <span className={styles.rank}>{place + 1}</span>}
            <span className={styles.words}>
              <span className={styles.title}>{titleOf(name)}</span>
              <span className={styles.about}>{describe(name)}</span>
            </span>
            {figure?.(name, place)}
          </button>
        </li>
      ))}
    </ol>
  );
}

interface ChosenProps extends Pick<PointListProps, "describe" | "onOpen"> {
  name: MapName;
  /** Null while they are awaited. */
  neighbours: readonly MapNeighbour[] | null;
  dimensions: number;
  /** Of a product: shows it on its own tab. */
  onDetails: (() => void) | null;
  onClose(): void;
}

/** The chosen point and its nearest neighbours, which are those of the model's space, not of the map. */
export function ChosenPoint({ name, neighbours, dimensions, describe, onOpen, onDetails, onClose }: ChosenProps) {
  const isTogether = neighbours?.some(({ share }) => share !== null) ?? false;
  return (
    <section aria-labelledby="map-chosen" data-testid="map-chosen">
      <h3 id="map-chosen" className={styles.heading}>
        {titleOf(name)}
      </h3>
      <p className={styles.about}>{describe(name)}</p>
      <div className={styles.actions}>
        {onDetails && (
          <Button variant="default" size="xs" onClick={onDetails}>
            Open product
          </Button>
        )}
        <Button variant="subtle" size="xs" onClick={onClose}>
          Clear
        </Button>
      </div>
      <h4 className={styles.subheading}>{isTogether ? "Taken together with it" : "Nearest in the original space"}</h4>
      <p className={styles.about}>
        {isTogether
          ? "By item-item weights, as chosen at the product itself"
          : `By cosine over ${dimensions === 1 ? "its one factor" : `all ${dimensions} factors`}`}
        ; on the map they need not lie next to it.
      </p>
      {neighbours && neighbours.length > 0 && (
        <PointList
          label={`Nearest to ${titleOf(name)}`}
          names={neighbours}
          describe={describe}
          onOpen={onOpen}
          isRanked
          figure={(_, place) => <Nearness {...neighbours[place]} />}
        />
      )}
      {neighbours?.length === 0 && <p className={styles.about}>There is nothing to compare it with.</p>}
    </section>
  );
}

function Nearness({ cosine, share }: MapNeighbour) {
  if (cosine !== null) return <CosineBar value={cosine} wide={false} />;
  return share !== null && <MatchBar share={share} words={strongestWords(share)} />;
}

interface PickedProps extends Pick<PointListProps, "describe" | "onOpen"> {
  count: string;
  /** What they mostly are. */
  mixture: string;
  /** The first of them, as far as their names are known. */
  names: readonly MapName[];
  isMore: boolean;
  isAlone: boolean;
  onAlone(): void;
  onClear(): void;
}

/** What was drawn around. */
export function PickedPoints(props: PickedProps) {
  const { count, mixture, names, isMore, isAlone } = props;
  return (
    <section aria-labelledby="map-picked" data-testid="map-picked">
      <h3 id="map-picked" className={styles.heading}>
        {count} chosen
      </h3>
      {mixture && <p className={styles.about}>{mixture}</p>}
      <div className={styles.actions}>
        {!isAlone && (
          <Button variant="default" size="xs" onClick={props.onAlone}>
            Show alone
          </Button>
        )}
        <Button variant="subtle" size="xs" onClick={props.onClear}>
          Clear
        </Button>
      </div>
      <PointList label="Chosen points" names={names} describe={props.describe} onOpen={props.onOpen} />
      {isMore && <p className={styles.about}>The first {names.length} are listed.</p>}
    </section>
  );
}
