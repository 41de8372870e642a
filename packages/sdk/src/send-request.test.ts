import { expect, test } from "vitest";
import { ParleyError } from "./parley-error.ts";
import { type ApiCall, createSender } from "./send-request.ts";

type Step = Response | Error;

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

/** A sender whose requests get these answers in turn, and what it did. */
function senderFor(steps: readonly Step[], retries?: number, timeoutMs?: number) {
  const seen: Seen[] = [];
  const waits: number[] = [];
  let keys = 0;
  const { ask: send, lines } = createSender({
    baseUrl: "https://chat.example.org/",
    token: "t0k",
    ...(retries !== undefined && { retries }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    newKey: () => {
      keys += 1;
      return `key-${keys}`;
    },
    wait: async (delayMs) => void waits.push(delayMs),
    fetch: async (url, init) => {
      seen.push({ url, init });
      const step = steps[seen.length - 1];
      if (step === undefined) throw new Error("Nobody expected another request.");
      if (step instanceof Error) throw step;
      return step;
    },
  });
  return { send, lines, seen, waits };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

const write: ApiCall = { method: "PUT", path: "/v1/customers/1/archive/" };
const ok = () => json(200, { success: true });

test("sends the token, the body as JSON and the query, and gives the answer's body", async () => {
  const { send, seen } = senderFor([ok()]);
  const query = { limit: 5, search: "a b&c", archived: undefined };
  expect(await send({ method: "POST", path: "/v1/x/", body: { a: 1 }, query })).toEqual({
    success: true,
  });
  expect(seen[0]?.url).toBe("https://chat.example.org/v1/x/?limit=5&search=a+b%26c");
  expect(seen[0]?.init).toMatchObject({
    method: "POST",
    body: '{"a":1}',
    headers: {
      authorization: "Token t0k",
      "content-type": "application/json",
      "idempotency-key": "key-1",
    },
  });
});

test("an answer without a body is null", async () => {
  const { send } = senderFor([new Response(null, { status: 204 })]);
  expect(await send({ method: "DELETE", path: "/v1/x/" })).toBeNull();
});

test("a write that got no answer is sent again under the same key", async () => {
  const { send, seen, waits } = senderFor([
    new TypeError("fetch failed"),
    json(503, { detail: "busy" }),
    ok(),
  ]);
  expect(await send(write)).toEqual({ success: true });
  const keys = seen.map(({ init }) => new Headers(init.headers).get("idempotency-key"));
  expect(keys).toEqual(["key-1", "key-1", "key-1"]);
  expect(waits).toHaveLength(2);
  expect(waits[0]).toBeGreaterThanOrEqual(125);
  expect(waits[1]).toBeLessThanOrEqual(500);
});

test("two writes have two keys, reading has none", async () => {
  const { send, seen } = senderFor([ok(), ok(), ok()]);
  await send(write);
  await send(write);
  await send({ method: "GET", path: "/v1/x/" });
  const keys = seen.map(({ init }) => new Headers(init.headers).get("idempotency-key"));
  expect(keys).toEqual(["key-1", "key-2", null]);
});

test("waits as long as it is told", async () => {
  const throttled = json(429, { detail: "Request was throttled." }, { "retry-after": "2" });
  const running = json(409, { errors: { "Idempotency-Key": ["running"] } }, { "retry-after": "1" });
  const { send, waits } = senderFor([throttled, running, ok()]);
  await send(write);
  expect(waits).toEqual([2000, 1000]);
});

test("what another attempt cannot cure is thrown at once, with all that the answer says", async () => {
  const refusals: [Response, Partial<ParleyError>][] = [
    [json(404, { detail: "Not found." }), { status: 404, message: "Not found.", errors: {} }],
    [
      json(412, { errors: { customer_id: ["Blocked", "Twice"], bot_id: ["No"] } }),
      {
        status: 412,
        message: "customer_id: Blocked Twice; bot_id: No",
        errors: { customer_id: ["Blocked", "Twice"], bot_id: ["No"] },
      },
    ],
    [
      json(409, { success: false, error: "Customer token already exists" }),
      { status: 409, message: "Customer token already exists" },
    ],
    [
      json(507, { detail: "full" }, { "retry-after": "10" }),
      { status: 507, retryAfterSeconds: 10 },
    ],
    [new Response("<h1>Bad gateway</h1>", { status: 400 }), { status: 400, message: "HTTP 400" }],
  ];
  for (const [answer, error] of refusals) {
    const { send, seen } = senderFor([answer]);
    const thrown = await send(write).catch((it: unknown) => it);
    expect(thrown).toBeInstanceOf(ParleyError);
    expect(thrown).toMatchObject(error);
    expect(seen).toHaveLength(1);
  }
});

test("gives up after the last retry with the last failure", async () => {
  const lost = new TypeError("fetch failed");
  const { send, seen } = senderFor([lost, lost, json(500, { detail: "ours" })], 2);
  await expect(send(write)).rejects.toMatchObject({ status: 500, message: "ours" });
  expect(seen).toHaveLength(3);
});

/** An answer whose body comes in these pieces; then it ends, breaks, or is silent. */
function streamed(pieces: readonly (string | Uint8Array)[], then: "end" | "break" | "silence") {
  const left = [...pieces];
  const seen = { isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = left.shift();
      if (piece !== undefined)
        controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
      else if (then === "end") controller.close();
      else if (then === "break") controller.error(new TypeError("terminated"));
      else await new Promise(() => {});
    },
    cancel: () => {
      seen.isCancelled = true;
    },
  });
  return { answer: new Response(body), seen };
}

async function linesRead(lines: AsyncIterable<string>) {
  const read: string[] = [];
  try {
    for await (const line of lines) read.push(line);
  } catch (error) {
    return { read, error: (error as Error).message };
  }
  return { read };
}

const exported: ApiCall = { method: "GET", path: "/v1/exports/transcripts/" };

test("gives lines as they come, wherever the pieces were cut", async () => {
  const umlaut = new TextEncoder().encode("ü\n");
  const pieces = ["on", "e\ntwo\nth", "", "ree\n", umlaut.slice(0, 1), umlaut.slice(1), "\nfive\n"];
  const { lines } = senderFor([streamed(pieces, "end").answer]);
  expect(await linesRead(lines(exported))).toEqual({
    read: ["one", "two", "three", "ü", "", "five"],
  });
  const empty = senderFor([new Response(null, { status: 200 })]);
  expect(await linesRead(empty.lines(exported))).toEqual({ read: [] });
});

test("tries again until lines come, and no more after that", async () => {
  const broken = streamed(["one\ntw"], "break").answer;
  const { lines, seen, waits } = senderFor([json(429, {}, { "retry-after": "1" }), broken]);
  expect(await linesRead(lines(exported))).toEqual({ read: ["one"], error: "terminated" });
  expect([seen.length, waits]).toEqual([2, [1000]]);
});

test("takes no part of a line for a whole one", async () => {
  const { lines } = senderFor([streamed(["one\n", "tw"], "end").answer]);
  expect(await linesRead(lines(exported))).toEqual({
    read: ["one"],
    error: "The answer broke off in the middle of a line.",
  });
});

test("whoever stops reading ends the request", async () => {
  const { answer, seen } = streamed(["one\ntwo\n"], "silence");
  for await (const line of senderFor([answer]).lines(exported)) {
    expect(line).toBe("one");
    break;
  }
  expect(seen.isCancelled).toBe(true);
});
