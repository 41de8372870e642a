import { useStore } from "@xyflow/react";
import { useBuilderState } from "./use-builder.ts";

/** The one block that is selected, whose form is shown; `null` also while a frame is still being drawn around several. */
export function useChosenBlock(): string | null {
  const isFraming = useStore(({ userSelectionActive }) => userSelectionActive);
  const chosen = useBuilderState(({ selected, history }) => {
    const [first] = selected;
    return selected.size === 1 && first !== undefined && first in history.document.blocks
      ? first
      : null;
  });
  return isFraming ? null : chosen;
}
