import type { MouseEvent } from "react";
import { formatHash } from "../studio/hash";
import { useStore } from "../studio/store";
import { markOf } from "./mark";
import styles from "./Navigation.module.css";
import { SCREEN_ICONS, SCREEN_NAMES } from "./screens";
import { SCREENS, type Screen } from "./viewSlice";

/** The five screens as links: a rail at the left, a bar at the bottom of a phone. */
export function Navigation() {
  return (
    <nav aria-label="Screens" className={styles.nav}>
      <ul className={styles.list}>
        {SCREENS.map((screen) => (
          <li key={screen}>
            <ScreenLink screen={screen} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ScreenLink({ screen }: { screen: Screen }) {
  const current = useStore((state) => state.screen === screen);
  const href = useStore((state) => formatHash({ ...state, screen }));
  const setScreen = useStore((state) => state.setScreen);
  const mark = useStore((state) => markOf(state, screen));
  const Icon = SCREEN_ICONS[screen];

  function open(event: MouseEvent) {
    // With a modifier the browser opens the link in a tab or window of its own.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setScreen(screen);
  }

  return (
    <a
      href={href}
      className={styles.link}
      aria-current={current ? "page" : undefined}
      title={SCREEN_NAMES[screen]}
      onClick={open}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <span className={styles.name}>{SCREEN_NAMES[screen]}</span>
      <span className={styles.mark} data-mark={mark} />
      {mark !== "empty" && <span className="hidden">, {mark}</span>}
    </a>
  );
}
