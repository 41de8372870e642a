/** How well a text answers a search, for lists that sort by it: every word has to be in it, accents or not; 0 is not at all. */
export function matchWords(text: string, search: string): number {
  const [found, words] = [plain(text), plain(search).trim()];
  if (!words.split(/\s+/).every((word) => found.includes(word))) return 0;
  if (found.startsWith(words)) return 1;
  return found.includes(` ${words}`) ? 0.8 : 0.5;
}

/** Who looks for “etienne” means “Étienne” as well. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLocaleLowerCase();
