import { ApiError } from "./api.ts";

/** What stands wrong with a form: under its fields, or as a whole. */
export interface Refusal {
  /** `0` offline, `429` too many tries, else as answered; `null` where the program failed. */
  readonly status: number | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | null;
  /** What support asks for. */
  readonly requestId: string | null;
}

/** Reads why a call was refused; `null` where it was not. */
export function refusalIn(error: unknown): Refusal | null {
  if (!error) return null;
  if (!(error instanceof ApiError))
    return { ...unknown, message: error instanceof Error ? error.message : String(error) };
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([name, [first = ""]]) => [name, first]),
  );
  const { status, message, retryAfterSeconds, requestId } = error;
  return { status, message, fields, retryAfterSeconds, requestId };
}

const unknown = { status: null, fields: {}, retryAfterSeconds: null, requestId: null } as const;
