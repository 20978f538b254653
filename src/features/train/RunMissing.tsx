import { Button } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { selectRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { isActive } from "./store/runState";

interface Words {
  title: string;
  text: string;
}

interface Props {
  icon: LucideIcon;
  /** While the Run in view trains. */
  training: Words;
  /** Where there is no Run, or its training came to nothing. */
  none: Words;
  /** Said in place of the text where the Run was interrupted. */
  interrupted?: string;
}

/** Stands where something of the Run in view would: why it is not there yet, with the way to get it. */
export function RunMissing({ icon, training, none, interrupted = none.text }: Props) {
  const run = useStore(selectRun);
  const setScreen = useStore((state) => state.setScreen);
  const isTraining = run !== null && isActive(run);
  const { title, text } = isTraining ? training : none;
  return (
    <Card>
      <EmptyState
        icon={icon}
        title={title}
        actions={<Button onClick={() => setScreen("train")}>{isTraining ? "Watch it train" : "Go to Train"}</Button>}
      >
        {run?.status === "interrupted" ? interrupted : text}
      </EmptyState>
    </Card>
  );
}
