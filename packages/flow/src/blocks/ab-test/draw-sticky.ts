/** Draws a number in [0, 1) that follows from the key alone, evenly even for keys that hardly differ. */
export function drawSticky(key: string): number {
  // FNV-1a over the UTF-16 units, then murmur3's finalizer, which spreads neighbouring keys.
  let bits = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    bits = Math.imul(bits ^ key.charCodeAt(index), 0x01000193);
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
