import { Button } from "@mantine/core";
import type { EarlierOffer as Offer } from "../../../store/earlierState";
import { useStore } from "../../../store/store";
import { formatAmount, formatCount } from "../../../ui/format";
import { Notice } from "../../../ui/Notice";
import { modelLabel } from "../choices";

/** A model of the ratings that were open before, which can go on with these. */
export function EarlierOffer() {
  const offer = useStore((state) => state.earlierOffer);
  const error = useStore((state) => state.earlierError);
  const busy = useStore((state) => state.runs.some(({ status }) => status === "running" || status === "paused"));
  const continueEarlier = useStore((state) => state.continueEarlier);
  const scoreEarlier = useStore((state) => state.scoreEarlier);
  const dismissEarlier = useStore((state) => state.dismissEarlier);
  if (!offer) return null;
  return (
    <Notice
      kind={error ? "error" : "info"}
      title={`${whose(offer)} can go on with these ratings`}
      onDismiss={dismissEarlier}
      actions={
        <>
          {!offer.scoreOnly && (
            <Button size="xs" disabled={busy} onClick={() => void continueEarlier()} data-testid="continue-earlier">
              Continue training
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => void scoreEarlier()}
            data-testid="score-earlier"
          >
            Score as it is
          </Button>
        </>
      }
    >
      {error ?? (
        <>
          {knows(offer)} Known ones keep what was learnt; new ones begin anew.
          {offer.scoreOnly && " A model of this kind can be scored, but not trained further."}
        </>
      )}
    </Notice>
  );
}

function whose({ name, run, model }: Offer): string {
  const label = modelLabel(model);
  return run === null ? `The ${label} model from ${name}` : `Run ${run} (${label}) on ${name}`;
}

function knows({ overlap }: Offer): string {
  if (!overlap) return "";
  const { users, knownUsers, products, knownProducts } = overlap;
  return (
    `It knows ${formatCount(knownUsers)} of ${formatAmount(users, "user")} and ` +
    `${formatCount(knownProducts)} of ${formatAmount(products, "product")}.`
  );
}
