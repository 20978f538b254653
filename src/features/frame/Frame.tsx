import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import icon from "../../theme/icon.svg?inline";
import { BackNotes } from "../keep/BackNotes";
import { SaveError } from "../keep/SaveError";
import { useStore } from "../studio/store";
import { Announcer } from "./Announcer";
import { DropTarget } from "./DropTarget";
import styles from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { TopBar } from "./TopBar";

interface Props {
  children: ReactNode;
  /** What the page has to say about itself: at the foot of the rail, where it covers nothing. */
  notes?: ReactNode;
}

/** What stays around every screen: the rail, the top bar, and the way for keyboard and screen reader. */
export function Frame({ children, notes }: Props) {
  const [collapsed, setCollapsed] = useState(false);
  const main = useRef<HTMLElement>(null);
  const screen = useStore((state) => state.screen);

  // Each screen opens at its top, however far the one before was scrolled.
  useLayoutEffect(() => {
    if (main.current && screen) main.current.scrollTop = 0;
  }, [screen]);

  const Fold = collapsed ? PanelLeftOpen : PanelLeftClose;

  return (
    <div className={styles.frame} data-collapsed={collapsed || undefined}>
      {/* A link to #main would overwrite the view in the address. */}
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <aside className={styles.rail}>
        <div className={styles.brand}>
          <img src={icon} alt="" width={24} height={24} />
          <span className={styles.brandName}>CollabNN Studio</span>
        </div>
        <Navigation />
        <div className={styles.foot}>
          <div className={styles.notes}>
            <BackNotes />
            {notes}
          </div>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!collapsed}
            aria-label={collapsed ? "Show the names of the screens" : "Show only the icons of the screens"}
            onClick={() => setCollapsed(!collapsed)}
          >
            <Fold size={18} strokeWidth={1.75} aria-hidden />
          </button>
        </div>
      </aside>
      <TopBar />
      <main ref={main} tabIndex={-1} className={styles.main}>
        <div className={styles.content}>
          <SaveError />
          {children}
        </div>
      </main>
      <Announcer />
      <DropTarget />
    </div>
  );
}
