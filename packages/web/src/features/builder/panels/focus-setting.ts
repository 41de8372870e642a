import { focusDrawn } from "../canvas/focus-drawn.ts";

/** Gives the focus to the control of a setting in the panel that is being drawn, by its path in the file, and shows it. */
export function focusSetting(path: readonly string[]): void {
  const place = `[data-setting="${CSS.escape(path.join("."))}"]`;
  focusDrawn(
    () => document.querySelector<HTMLElement>(`${place} :is(input, button):not(:disabled)`),
    (found) => found.scrollIntoView({ block: "center" }),
  );
}
