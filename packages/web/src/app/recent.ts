const key = "parley/recent";
const most = 5;

/** What was chosen in the palette lately, the newest first. */
export function readRecent(storage: Pick<Storage, "getItem">): readonly string[] {
  const kept = storage.getItem(key);
  return kept === null ? [] : kept.split("\n").slice(0, most);
}

/** Puts a choice first among the recent ones. */
export function rememberRecent(storage: Pick<Storage, "getItem" | "setItem">, id: string): void {
  const others = readRecent(storage).filter((it) => it !== id);
  storage.setItem(key, [id, ...others].slice(0, most).join("\n"));
}
