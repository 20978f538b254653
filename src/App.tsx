import { MantineProvider } from "@mantine/core";
import { useColorScheme } from "@mantine/hooks";
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { Frame } from "./features/frame/Frame";
import { SCREEN_NAMES } from "./features/frame/screens";
import type { Screen } from "./features/frame/viewSlice";
import { useStore } from "./features/studio/store";
import { cssVariablesResolver, theme } from "./theme/theme";
import { ErrorBoundary } from "./ui/ErrorBoundary";

/** Screens are loaded when first shown, so that charts and tables do not hold up the first paint. */
const SCREENS = {
  data: lazy(async () => ({ default: (await import("./features/data/DataScreen")).DataScreen })),
  explore: lazy(async () => ({ default: (await import("./features/explore/ExploreScreen")).ExploreScreen })),
  train: lazy(async () => ({ default: (await import("./features/train/TrainScreen")).TrainScreen })),
  recommend: lazy(async () => ({ default: (await import("./features/recommend/RecommendScreen")).RecommendScreen })),
  report: lazy(async () => ({ default: (await import("./features/report/ReportScreen")).ReportScreen })),
} satisfies Record<Screen, unknown>;

/** Not in the single file, which has no service worker. Without it, as when its code cannot be loaded, nothing is amiss. */
const OfflineNotes =
  import.meta.env.MODE === "single"
    ? () => null
    : lazy<ComponentType>(() =>
        import("./offline/OfflineNotes").then(
          ({ OfflineNotes }) => ({ default: OfflineNotes }),
          () => ({ default: () => null }),
        ),
      );

/** The page: the frame, and the screen that the address names. */
export function App() {
  const screen = useStore((state) => state.screen);
  const chosen = useStore((state) => state.colorScheme);
  const system = useColorScheme("light", { getInitialValueInEffect: false });
  const Shown = SCREENS[screen];

  useEffect(() => {
    document.title = `${SCREEN_NAMES[screen]} · CollabNN Studio`;
  }, [screen]);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={chosen === "auto" ? system : chosen}
    >
      <Frame
        notes={
          <Suspense fallback={null}>
            <OfflineNotes />
          </Suspense>
        }
      >
        <ErrorBoundary key={screen}>
          <Suspense fallback={null}>
            <Shown />
          </Suspense>
        </ErrorBoundary>
      </Frame>
    </MantineProvider>
  );
}
