/** Orders texts by code point, as databases do that compare UTF-8 by bytes; `<` differs above U+FFFF. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
