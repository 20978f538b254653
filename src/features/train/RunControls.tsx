import { Button } from "@mantine/core";
import { Pause, Play, Square, StepForward } from "lucide-react";
import { selectActiveRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { isActive } from "./store/runState";

/** Train, and the buttons that steer the Run in progress. */
export function RunControls({ ready }: { ready: boolean }) {
  const hasData = useStore((state) => state.data !== null);
  const active = useStore(selectActiveRun);
  const train = useStore((state) => state.train);
  const control = useStore((state) => state.control);
  const stoppable = active !== null && isActive(active) && active.status !== "stopping";
  // A model that is measured as it is takes no steps.
  const steerable = stoppable && active.earlier?.kind !== "scored";
  const paused = active?.status === "paused";
  return (
    <>
      <Button
        leftSection={<Play size={16} aria-hidden />}
        disabled={!hasData || !ready || active !== null}
        onClick={() => void train()}
        data-testid="train"
      >
        Train
      </Button>
      {/* One button in one place, so that the focus stays when its word changes. */}
      <Button
        variant="default"
        leftSection={paused ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
        disabled={!steerable}
        onClick={() => void control(paused ? "resume" : "pause")}
        data-testid={paused ? "resume" : "pause"}
      >
        {paused ? "Resume" : "Pause"}
      </Button>
      <Button
        variant="default"
        leftSection={<StepForward size={16} aria-hidden />}
        disabled={!steerable}
        onClick={() => void control("step")}
        title="Train on one batch, then pause"
        data-testid="step"
      >
        Step
      </Button>
      <Button
        variant="default"
        leftSection={<Square size={14} aria-hidden />}
        disabled={!stoppable}
        onClick={() => void control("stop")}
        title={stoppable && !steerable ? "Cancel the measuring" : "End here and keep the best epoch so far"}
        data-testid="stop"
      >
        Stop
      </Button>
    </>
  );
}
