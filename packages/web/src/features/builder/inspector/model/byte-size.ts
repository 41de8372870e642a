const units = [
  ["GB", 1024 ** 3],
  ["MB", 1024 ** 2],
  ["kB", 1024],
] as const;

/** Writes a size as a person does: `10 MB`; exactly, so that reading it gives the same number. */
export function writeByteSize(bytes: number): string {
  for (const [unit, size] of units) {
    const count = bytes / size;
    if (count >= 1 && Number.isInteger(count * 100)) return `${count} ${unit}`;
  }
  return `${bytes} B`;
}

/** Reads `10 MB`, `512k` or a bare number of bytes; `null`: none of these. */
export function readByteSize(text: string): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*([kmg]?)i?b?(?:ytes?)?$/i.exec(text.trim());
  if (!match) return null;
  const size = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[match[2]?.toLowerCase() ?? ""] ?? 1;
  return Math.round(Number(match[1]?.replace(",", ".")) * size);
}
