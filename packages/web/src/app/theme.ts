/** Where the choice is kept. */
export const themeKey = "parley/theme";

export type Theme = "light" | "dark" | "system";

/** Reads a stored choice; anything unknown follows the system. */
export function readTheme(stored: string | null): Theme {
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Draws the page in the chosen theme. */
export function followTheme(root: HTMLElement, stored: string | null): void {
  const theme = readTheme(stored);
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
