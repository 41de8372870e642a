/** Counts the characters of a text; an emoji outside the basic plane is one, not two. */
export function characterCount(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Cuts a part out of a text by characters, like `String.slice`, without ever cutting one in half. */
export function characterSlice(text: string, from: number, to?: number): string {
  return hasPairs(text) ? Array.from(text).slice(from, to).join("") : text.slice(from, to);
}

/** Finds where a part begins, counted in characters; -1 if it is nowhere. */
export function characterIndex(text: string, part: string): number {
  const index = text.indexOf(part);
  return index < 0 ? -1 : characterCount(text.slice(0, index));
}

function hasPairs(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}
