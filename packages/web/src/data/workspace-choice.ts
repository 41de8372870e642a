import { loadPage } from "./page-loads.ts";

const key = "parley/workspace";

/** The workspace to work in: the one that was chosen in this browser, else the first. */
export function chosenWorkspace<W extends { readonly id: number }>(
  workspaces: readonly W[],
): W | undefined {
  const chosen = Number(localStorage.getItem(key));
  return workspaces.find(({ id }) => id === chosen) ?? workspaces[0];
}

/** Works in a workspace from now on. The page is loaded anew, so that nothing of the other one stays. */
export function enterWorkspace(id: number): void {
  localStorage.setItem(key, String(id));
  loadPage("/bots");
}
