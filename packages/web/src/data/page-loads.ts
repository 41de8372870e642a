/** Leaves for another screen through the server, so that nothing that was read stays in memory. */
export function loadPage(path: string): void {
  window.location.assign(`/studio${path}`);
}
