/** What one pass over a JSON text counts. Exact where the text is valid; elsewhere the parser refuses it anyway. */
export interface JsonScan {
  readonly depth: number;
  readonly keys: number;
  readonly elements: number;
  /** False proves that no string holds a control, a lone surrogate or an escape that could make one. */
  readonly mayBeUnclean: boolean;
}

/**
 * Measures a JSON text in one pass without building anything, so that its size is known before it is parsed.
 * In valid JSON every key has one colon, and commas part elements and members alike:
 * elements = commas + containers that are not empty − keys.
 */
export function scanJson(bytes: Uint8Array): JsonScan {
  const scan = { at: 0, open: 0, depth: 0, filled: 0, colons: 0, commas: 0, mayBeUnclean: false };
  let last = 0;
  while (scan.at < bytes.length) {
    const byte = bytes[scan.at++] ?? 0;
    const kind = KIND[byte] ?? OTHER;
    if (kind === OTHER) {
      last = byte;
    } else if (kind !== SPACE) {
      if (kind === STRING) skipString(bytes, scan);
      else count(scan, kind, last);
      last = byte;
    }
  }
  const elements = scan.commas + scan.filled - scan.colons;
  return { depth: scan.depth, keys: scan.colons, elements, mayBeUnclean: scan.mayBeUnclean };
}

interface Progress {
  at: number;
  open: number;
  depth: number;
  filled: number;
  colons: number;
  commas: number;
  mayBeUnclean: boolean;
}

function count(scan: Progress, kind: number, last: number): void {
  if (kind === COLON) scan.colons++;
  else if (kind === COMMA) scan.commas++;
  else if (kind === OPEN) {
    scan.open++;
    if (scan.open > scan.depth) scan.depth = scan.open;
  } else {
    scan.open--;
    if (KIND[last] !== OPEN) scan.filled++;
  }
}

function skipString(bytes: Uint8Array, scan: Progress): void {
  let at = scan.at;
  while (at < bytes.length) {
    const byte = bytes[at++] ?? 0;
    if (IS_PLAIN[byte] === 1) continue;
    if (byte === QUOTE) break;
    if (mayStartUnclean(byte, bytes[at] ?? 0)) scan.mayBeUnclean = true;
    if (byte === BACKSLASH) at++;
  }
  scan.at = at;
}

function mayStartUnclean(byte: number, next: number): boolean {
  if (byte === BACKSLASH) return next === LOWER_U || next === LOWER_B || next === LOWER_F;
  return byte === DELETE || next < FIRST_AFTER_C1;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DELETE = 0x7f;
const LEAD_OF_C1 = 0xc2;
const FIRST_AFTER_C1 = 0xa0;
const LOWER_B = 0x62;
const LOWER_F = 0x66;
const LOWER_U = 0x75;

const OTHER = 0;
const SPACE = 1;
const STRING = 2;
const OPEN = 3;
const CLOSE = 4;
const COLON = 5;
const COMMA = 6;

const KIND = table(OTHER, [
  [SPACE, " \t\n\r"],
  [STRING, '"'],
  [OPEN, "{["],
  [CLOSE, "}]"],
  [COLON, ":"],
  [COMMA, ","],
]);

const IS_PLAIN = new Uint8Array(256).fill(1);
for (const byte of [QUOTE, BACKSLASH, DELETE, LEAD_OF_C1]) IS_PLAIN[byte] = 0;

function table(rest: number, rows: readonly (readonly [number, string])[]): Uint8Array {
  const kinds = new Uint8Array(256).fill(rest);
  for (const [kind, characters] of rows) {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind;
  }
  return kinds;
}
