const LAST_CODE_POINT = 0x10ffff;

/**
 * Gives the smallest text above everything that starts with `prefix`, in the order of UTF-8 bytes: a prefix search is
 * the range between the two. `null` when there is none above.
 */
export function prefixEnd(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  const last = points.findLastIndex((point) => point !== LAST_CODE_POINT);
  if (last === -1) {
    return null;
  }
  return String.fromCodePoint(...points.slice(0, last), nextCodePoint(points[last] ?? 0));
}

/** Surrogates are not characters: they have no bytes of their own. */
const nextCodePoint = (point: number): number => (point === 0xd7ff ? 0xe000 : point + 1);
