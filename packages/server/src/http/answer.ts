import type { ServerResponse } from "node:http";
import { type AppError, type ErrorKind, errorKinds } from "../errors.ts";

/** What a handler answers. `body: null` is no body at all; a text is JSON already; a stream's type is in the headers. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie` headers, each whole. */
  readonly cookies?: readonly string[];
  /** Takes the response over, instead of all the others, and writes until either side ends it. */
  readonly takeOver?: (response: ServerResponse) => void;
}

/** The answer of an action that has nothing else to say. */
export const success: Answer = { status: 200, body: { success: true } };

/** The answer of a deletion. */
export const gone: Answer = { status: 204, body: null };

/** What an error looks like on the wire: `errors` by field where the caller's input or the state is at fault. */
export function errorAnswer(error: AppError): Answer {
  const { status } = errorKinds[error.code];
  return {
    status,
    body: bodyOf(error),
    headers: {
      ...error.headers,
      ...(status === 401 && { "www-authenticate": "Token" }),
      ...(error.retryAfterSeconds !== null && { "retry-after": String(error.retryAfterSeconds) }),
    },
  };
}

function bodyOf({ code, fields, message, hint }: AppError): unknown {
  const { field, isChannelCall }: ErrorKind = errorKinds[code];
  if (isChannelCall) return { success: false, error: message };
  if (field === null) return { detail: message, ...(hint !== null && { hint }) };
  return { errors: fields ?? { [field]: [message] } };
}
