import { FileDown } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "../../store/store";
import styles from "./DropTarget.module.css";

/** True while what is dragged holds a file. */
function holdsFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** A file dropped anywhere on the page is opened; without this the browser would leave the page to show it. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  const openSource = useStore((state) => state.openSource);
  const refuse = useStore((state) => state.refuseSource);
  const setScreen = useStore((state) => state.setScreen);

  useEffect(() => {
    function drag(event: DragEvent) {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent) {
      // Leaving one element for another is no leaving of the window.
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent) {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      setScreen("data");
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file && others.length === 0) void openSource({ kind: "file", file });
      else refuse(`${others.length + 1} files were dropped. Drop one file at a time.`);
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
  }, [openSource, refuse, setScreen]);

  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <FileDown size={40} strokeWidth={1.5} aria-hidden />
      <p className={styles.title}>Drop the file to read it</p>
      <p>It stays in this browser.</p>
    </div>
  );
}
