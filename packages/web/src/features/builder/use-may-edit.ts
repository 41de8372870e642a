import { useSyncExternalStore } from "react";
import { useWorkspace } from "../../data/session.ts";

const narrow = "(max-width: 719px)";

/** Whether the flow may be edited here: by one's role, and on a screen that is wide enough for it. */
export function useMayEdit(): boolean {
  const workspace = useWorkspace();
  const isNarrow = useSyncExternalStore(listen, () => matchMedia(narrow).matches);
  return !isNarrow && workspace?.role !== "agent";
}

function listen(tell: () => void): () => void {
  const media = matchMedia(narrow);
  media.addEventListener("change", tell);
  return () => media.removeEventListener("change", tell);
}
