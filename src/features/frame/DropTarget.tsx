import { FileDown } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "../studio/store";
import styles from "./DropTarget.module.css";

/** True while what is dragged holds a file. */
function holdsFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** How many files are dragged; 1 where the browser does not tell before they are dropped. */
function filesIn(event: DragEvent): number {
  return event.dataTransfer?.items?.length || 1;
}

/** Files dropped anywhere on the page are opened; without this the browser would leave the page to show one. */
export function DropTarget() {
  /** Files over the page. */
  const [over, setOver] = useState(0);
  const openSource = useStore((state) => state.openSource);
  const setScreen = useStore((state) => state.setScreen);

  useEffect(() => {
    function drag(event: DragEvent) {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(filesIn(event));
    }
    function leave(event: DragEvent) {
      // Leaving one element for another is no leaving of the window.
      if (event.relatedTarget === null) setOver(0);
    }
    function drop(event: DragEvent) {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(0);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      setScreen("data");
      void openSource({ kind: "files", files });
    }
    window.addEventListener("dragenter", drag);
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", drag);
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [openSource, setScreen]);

  if (over === 0) return null;
  return (
    <div className={styles.overlay}>
      <FileDown size={40} strokeWidth={1.5} aria-hidden />
      <p className={styles.title}>{over === 1 ? "Drop the file to read it" : "Drop the files to read them together"}</p>
      <p>{over === 1 ? "It stays" : "They stay"} in this browser.</p>
    </div>
  );
}
