import { type AppError, errorKinds } from "../errors.ts";

/** What a handler answers. `body: null` is no body at all. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer of an action that has nothing else to say. */
export const success: Answer = { status: 200, body: { success: true } };

/** The answer of a deletion. */
export const gone: Answer = { status: 204, body: null };

/** What an error looks like on the wire: `errors` by field where the caller's input or the state is at fault. */
export function errorAnswer(error: AppError): Answer {
  const { status, field } = errorKinds[error.code];
  const headers: Record<string, string> = {};
  if (status === 401) headers["www-authenticate"] = "Token";
  if (error.retryAfterSeconds !== null) headers["retry-after"] = String(error.retryAfterSeconds);
  const body =
    field === null
      ? { detail: error.message }
      : { errors: error.fields ?? { [field]: [error.message] } };
  return { status, body, headers };
}
