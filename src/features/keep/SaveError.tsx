import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";

/** Why the workspace was not saved, on whichever screen that was asked for. */
export function SaveError() {
  const error = useStore((state) => state.workspaceError);
  const dismiss = useStore((state) => state.dismissWorkspaceError);
  if (!error) return null;
  return (
    <Notice kind="error" title="Nothing was saved" onDismiss={dismiss}>
      {error}
    </Notice>
  );
}
