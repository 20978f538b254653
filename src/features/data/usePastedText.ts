import { useEffect } from "react";

/** Called with text that is pasted anywhere but into a field. */
export function usePastedText(onText: (text: string) => void): void {
  useEffect(() => {
    function paste(event: ClipboardEvent) {
      const into = event.target instanceof Element ? event.target.closest("input, textarea, [contenteditable]") : null;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (into || !text.trim()) return;
      event.preventDefault();
      onText(text);
    }
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [onText]);
}
