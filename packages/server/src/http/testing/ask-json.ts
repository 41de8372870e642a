import type { TestServer } from "./open-test-server.ts";

/** What an answer says, short enough to compare whole. */
export interface Told {
  readonly status: number;
  readonly body: unknown;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Asks as a client does that sends JSON, and reads the answer's body; `null` where there is none. */
export async function askJson(
  server: TestServer,
  method: Method,
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const answer = await server.ask({
    method,
    url,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
}

/** The answer of an action that is done. */
export const done: Told = { status: 200, body: { success: true } };

/** The answer of a deletion. */
export const gone: Told = { status: 204, body: null };

/** Matches a hint, which is a sentence. */
const anyHint = {
  asymmetricMatch: (told: unknown) => typeof told === "string" && /^["A-Z].+\.$/.test(told),
  toString: () => "a sentence",
};

/** The answer to an id or a path that leads nowhere: in the original's words, with a hint beside them. */
export const notFound: Told = { status: 404, body: { detail: "Not found.", hint: anyHint } };
