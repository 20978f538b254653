import { Button } from "@mantine/core";
import { Notice } from "../../../ui/Notice";
import { useStore } from "../../studio/store";
import { earlierKnownSentence, isUsable, offerTitle } from "./words";

/** On the Data screen: that a model of the ratings before may be of use for those that are open. */
export function EarlierLine() {
  const offer = useStore((state) => state.earlierOffer);
  const setScreen = useStore((state) => state.setScreen);
  const dismissEarlier = useStore((state) => state.dismissEarlier);
  if (!offer || !isUsable(offer)) return null;
  return (
    <Notice
      title={offerTitle(offer)}
      onDismiss={dismissEarlier}
      actions={
        <Button size="xs" variant="default" onClick={() => setScreen("train")} data-testid="earlier-to-train">
          Go to Train
        </Button>
      }
    >
      {earlierKnownSentence(offer.overlap)}
    </Notice>
  );
}
