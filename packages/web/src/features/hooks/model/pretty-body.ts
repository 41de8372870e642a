export interface PrettyBody {
  readonly text: string;
  readonly language: "json" | "plain";
}

/** A body as people read it: JSON with line breaks, anything else as it came. */
export function prettyBody(body: string): PrettyBody {
  if (!/^\s*[[{]/.test(body)) return { text: body, language: "plain" };
  try {
    // Numbers beyond what JavaScript holds would be shown as others: then it stays as it came.
    const text = JSON.stringify(JSON.parse(body), null, 2);
    return { text: hasLongNumber(body) ? body : text, language: "json" };
  } catch {
    return { text: body, language: "plain" };
  }
}

const hasLongNumber = (body: string): boolean =>
  /[:[,]\s*-?\d{17,}\s*[,\]}]/.test(body.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));

/** Bytes as a person reads them. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2
    ? `${(bytes / 1024).toFixed(1)} KiB`
    : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
