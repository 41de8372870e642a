/** A body from outside and what must come of it: the JSON text that is stored, or the refusal. */
export interface CorpusCase {
  readonly name: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly bytes: Uint8Array;
  readonly expected: Expected;
}

/** `stored` undefined: no body. `path` is left out where the refusal has no spot. */
export type Expected =
  | { readonly stored: string | undefined }
  | { readonly status: number; readonly path?: string };

/** A case in one line: a name, the body (a text is sent as UTF-8), and what must come of it. */
export type CorpusRow = readonly [
  name: string,
  body: string | readonly number[],
  outcome: Expected | number | string,
];

/** Writes rows out as cases; a bare text means that it is stored, a bare number that it is refused so. */
export function corpusCases(
  theme: string,
  rows: readonly CorpusRow[],
  headers: { readonly contentType?: string; readonly contentEncoding?: string } = {
    contentType: "application/json",
  },
): CorpusCase[] {
  return rows.map(([name, body, outcome]) => ({
    name: `${theme}: ${name}`,
    contentType: headers.contentType,
    contentEncoding: headers.contentEncoding,
    bytes: typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body),
    expected: expectedOf(outcome),
  }));
}

function expectedOf(outcome: Expected | number | string): Expected {
  if (typeof outcome === "string") return { stored: outcome };
  return typeof outcome === "number" ? { status: outcome } : outcome;
}
