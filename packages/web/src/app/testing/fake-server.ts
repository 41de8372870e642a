/** What a call is answered with. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A call as the server saw it. */
export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly workspace: string | null;
}

/** Answers by `METHOD /path`, without the query; a function is asked anew each time. */
export type FakeAnswers = Readonly<
  Record<string, FakeAnswer | ((call: FakeCall) => FakeAnswer | Promise<FakeAnswer>)>
>;

/** A server that knows these answers alone, and remembers what it was asked. */
export function createFakeServer(answers: FakeAnswers) {
  const calls: FakeCall[] = [];
  const fakeFetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(String(input), "http://studio.test");
    const method = init.method ?? "GET";
    const call: FakeCall = {
      ...{ method, path: pathname },
      body: typeof init.body === "string" ? JSON.parse(init.body) : null,
      workspace: new Headers(init.headers).get("Parley-Studio"),
    };
    calls.push(call);
    const known = answers[`${method} ${pathname}`] ?? notFound;
    const {
      status = 200,
      headers = {},
      body,
    } = typeof known === "function" ? await known(call) : known;
    return new Response(JSON.stringify(body ?? { success: true }), { status, headers });
  };
  const asked = (key: string) =>
    calls.filter(({ method, path }) => `${method} ${path}` === key).map(({ body }) => body);
  return { fetch: fakeFetch, calls, asked };
}

const notFound: FakeAnswer = { status: 404, body: { detail: "Not found." } };
