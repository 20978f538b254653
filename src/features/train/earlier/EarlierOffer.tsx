import { Button } from "@mantine/core";
import { Notice } from "../../../ui/Notice";
import { selectActiveRun } from "../../studio/selectors";
import { useStore } from "../../studio/store";
import { EPOCHS, LEARNING_RATE } from "../knobs";
import type { OfferedModel as Offer } from "../store/earlierState";
import styles from "./EarlierOffer.module.css";
import { ShortField } from "./ShortField";
import { useLengthAndRate } from "./useLengthAndRate";
import { earlierKnownSentence, isUsable, offerTitle } from "./words";

/** A model of other ratings, which can go on with these or be measured on them; on the Train screen. */
export function EarlierOffer() {
  const offer = useStore((state) => state.earlierOffer);
  if (!offer) return null;
  return <Offered key={`${offer.name} ${offer.run}`} offer={offer} />;
}

function Offered({ offer }: { offer: Offer }) {
  const error = useStore((state) => state.earlierError);
  const isMatching = useStore((state) => state.matchingEarlier);
  const isBusy = useStore((state) => selectActiveRun(state) !== null);
  const continueEarlier = useStore((state) => state.continueEarlier);
  const scoreEarlier = useStore((state) => state.scoreEarlier);
  const dismissEarlier = useStore((state) => state.dismissEarlier);
  const knobs = useLengthAndRate(offer.suggested);
  const { refusals, overlap } = offer;
  const disabled = isBusy || isMatching;
  const canContinue = isUsable(offer) && refusals.continued === null;
  return (
    <div className={styles.below} data-testid="earlier-offer">
      <Notice
        kind={error ? "error" : "info"}
        title={offerTitle(offer)}
        onDismiss={dismissEarlier}
        actions={
          isUsable(offer) && (
            <>
              {canContinue && (
                <Button
                  size="xs"
                  disabled={disabled || knobs.change === null}
                  onClick={() => knobs.change && void continueEarlier(knobs.change)}
                  data-testid="continue-earlier"
                >
                  Continue training
                </Button>
              )}
              {refusals.scored === null && (
                <Button
                  size="xs"
                  variant="default"
                  disabled={disabled}
                  onClick={() => void scoreEarlier()}
                  data-testid="score-earlier"
                >
                  Score as it is
                </Button>
              )}
            </>
          )
        }
      >
        {error && <p className={styles.error}>{error}</p>}
        <p>
          {earlierKnownSentence(overlap)} {isUsable(offer) && refusals.continued}
          {!isUsable(offer) && refusals.scored}
        </p>
        {canContinue && (
          <>
            <p className={styles.hint}>
              Continuing keeps what it learnt of them and begins anew for the others. Scoring changes nothing: it
              measures the model as it is. Either way ratings that it has trained on are no test.
            </p>
            <div className={styles.fields}>
              <ShortField knob={EPOCHS} field={knobs.epochs} hint="Fewer may be enough." />
              <ShortField knob={LEARNING_RATE} field={knobs.learningRate} hint="As it was there." />
            </div>
          </>
        )}
      </Notice>
    </div>
  );
}
