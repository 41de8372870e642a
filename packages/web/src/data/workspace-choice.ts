const key = "parley/workspace";

/** The workspace to work in: the one that was chosen in this browser, else the first. */
export function chosenWorkspace<W extends { readonly id: number }>(
  workspaces: readonly W[],
): W | undefined {
  const chosen = Number(localStorage.getItem(key));
  return workspaces.find(({ id }) => id === chosen) ?? workspaces[0];
}

/** Remembers the choice; the page has to be loaded anew, so that nothing of the other workspace stays. */
export function chooseWorkspace(id: number): void {
  localStorage.setItem(key, String(id));
}
