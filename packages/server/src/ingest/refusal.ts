/** Why something from outside was not let in: the status to answer, a sentence, and a JSON Pointer to the spot. */
export interface Refusal {
  readonly status: 400 | 413 | 415 | 422;
  readonly detail: string;
  readonly path?: string;
}

/** Something that was let in, or the reason why it was not. */
export type Ingested<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** The answer "not let in". */
export function refuse(
  status: Refusal["status"],
  detail: string,
  path?: string,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: path === undefined ? { status, detail } : { status, detail, path } };
}
