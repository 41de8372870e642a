import { expect, test } from "vitest";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";
import type {
  Answered,
  Egress,
  Failed,
  OutboundAnswer,
  OutboundRequest,
} from "../../ports/egress.ts";

/** An egress that gives these answers, in order, and notes what it was asked to send. */
function scripted(answers: OutboundAnswer[]) {
  const requests: OutboundRequest[] = [];
  const egress: Egress = {
    send: async (request) => {
      requests.push(request);
      const answer = answers.shift();
      if (!answer) throw new Error("Nothing is left to answer.");
      return answer;
    },
    check: () => null,
    close: async () => {},
  };
  return { egress, requests };
}

const answered = (status: number, body = "", headers: Record<string, string> = {}): Answered => ({
  ...{ kind: "answered", status, headers, body: new TextEncoder().encode(body) },
  ...{ truncated: false, durationMs: 5 },
});
const json = { "content-type": "application/json; charset=utf-8" };

const failed = (reason: Failed["reason"]): Failed => ({
  ...{ kind: "failed", reason, message: "The call did not succeed.", detail: "10.0.0.1 refused" },
  ...{ sent: false, durationMs: 5 },
});

const blocks = (params: object) => ({
  ask: { kind: "ask_text", params: { text: "Go?", field: "go" }, next: { success: "call" } },
  call: {
    kind: "webhook",
    params: {
      url: "https://pay.example.org/order",
      method: "POST",
      body: { kind: "json", template: '{"customer": @id}' },
      save: [{ path: "state", field: "state" }],
      ...params,
    },
    next: { success: "good", failure: "bad" },
  },
  good: { kind: "send_text", params: { text: "State: @state" } },
  bad: { kind: "send_text", params: { text: "It failed" } },
});

async function callWith(answers: OutboundAnswer[], params: object = {}) {
  const { egress, requests } = scripted(answers);
  const product = await openTestProduct({ egress, blocks: blocks(params) });
  product.startWorkers();
  const id = await product.say("ann", "yes");
  return { product, requests, id };
}

/** Turns the clock until the conversation has said this, at most for so long; gives the milliseconds it took. */
async function untilSaid(
  product: TestProduct,
  id: number,
  last: string,
  mostMs = 0,
): Promise<number> {
  for (let ms = 0; ; ms += 100) {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if ((await product.transcript(id)).at(-1) === last) return ms;
    if (ms >= mostMs) throw new Error(`After ${ms} ms: ${await product.transcript(id)}`);
    product.clock.advance(100);
  }
}

test("brings a JSON answer to the flow", async () => {
  const { product, requests, id } = await callWith([answered(200, '{"state":"paid"}', json)]);
  await untilSaid(product, id, "bot: State: paid", 2000);
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    ...{ method: "POST", url: "https://pay.example.org/order", body: `{"customer": ${id}}` },
    policy: "webhook-block",
  });
  expect(requests[0]?.headers["idempotency-key"]).toMatch(new RegExp(`^${id}\\.\\d+$`));
  expect((await product.store.report()).tasks).toBe(0);
  await product.close();
});

test("tries again after a failure on the way, a 429 and a 5xx, under one Idempotency-Key", async () => {
  const answers = [
    failed("connect"),
    answered(429),
    answered(503),
    answered(200, '{"state":"ok"}', json),
  ];
  const { product, requests, id } = await callWith(answers, { retries: 3 });
  const took = await untilSaid(product, id, "bot: State: ok", 20_000);
  expect(new Set(requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(requests).toHaveLength(4);
  // 1, 2 and 4 seconds, and the moments in which the test turns its clock.
  expect(took).toBeGreaterThanOrEqual(7_000);
  expect(took).toBeLessThan(8_000);
  await product.close();
});

test("takes the last answer when no try is left, and never tries what cannot change", async () => {
  const last = await callWith([answered(500), answered(500)], { retries: 1 });
  await untilSaid(last.product, last.id, "bot: It failed", 5_000);
  expect(last.requests).toHaveLength(2);
  await last.product.close();
  for (const answer of [
    failed("refused-by-policy"),
    failed("too-large"),
    answered(404),
    answered(302),
  ]) {
    const { product, requests, id } = await callWith([answer], { retries: 5 });
    await untilSaid(product, id, "bot: It failed", 1_000);
    expect(requests).toHaveLength(1);
    await product.close();
  }
});

test.each([
  ["3", 3_000],
  ["Sat, 21 Nov 2026 12:00:05 GMT", 5_000],
  ["Fri, 20 Nov 2026 12:00:00 GMT", 0],
  ["0", 0],
  ["900", 60_000],
  ["soon", 1_000],
  ["", 1_000],
  ["-5", 1_000],
])("waits as long as Retry-After says, at most a minute: %j", async (header, waitMs) => {
  const answers = [
    answered(503, "", { "retry-after": header }),
    answered(200, '{"state":"ok"}', json),
  ];
  const { product, id } = await callWith(answers, { retries: 1 });
  const took = await untilSaid(product, id, "bot: State: ok", 70_000);
  expect(took).toBeGreaterThanOrEqual(waitMs);
  expect(took).toBeLessThanOrEqual(waitMs + 300);
  await product.close();
});

test.each([
  ["not JSON", "{", json],
  ["the same key twice", '{"state":1,"state":2}', json],
  ["a key of prototypes", '{"__proto__":{"state":1}}', json],
  ["too deep", "[".repeat(40) + "]".repeat(40), json],
])("takes JSON that cannot be stored as a failure: %s", async (_, body, headers) => {
  const { product, id } = await callWith([answered(200, body, headers)]);
  await untilSaid(product, id, "bot: It failed", 1_000);
  await product.close();
});

test("takes what does not say that it is JSON as text, cleaned of what no database stores", async () => {
  const { product, id } = await callWith(
    [answered(200, "a\u0000b\ud800", { "content-type": "text/plain" })],
    {
      save: [{ path: "", field: "state" }],
    },
  );
  await untilSaid(product, id, "bot: State: ab\ufffd", 1_000);
  await product.close();
});

test("notes an answer that comes after Go has moved the conversation on, and nothing of it moves", async () => {
  let answer = (_: OutboundAnswer) => {};
  const egress: Egress = {
    send: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    check: () => null,
    close: async () => {},
  };
  const product = await openTestProduct({ egress, blocks: blocks({}) });
  product.startWorkers();
  const id = await product.say("ann", "yes");
  product.clock.advance(10);
  await expect.poll(() => String(answer)).not.toContain("{}");
  const go = { customerId: id, workspaceId: product.workspace.id, botId: product.bot.id };
  // Set and Go from inside the call itself: nothing waits for its answer.
  await product.features.customerFields.set(id, "state", { value: "set meanwhile" });
  await product.features.go({ ...go, block: "good", isLaunched: true });
  expect((await product.transcript(id)).at(-1)).toBe("bot: State: set meanwhile");
  const before = await product.store.conversation(id);
  answer(answered(200, '{"state":"late"}', json));
  await expect
    .poll(async () => (await product.store.trace(id, 10)).at(-1)?.code)
    .toBe("late-answer");
  const after = await product.store.conversation(id);
  expect(after?.state).toEqual(before?.state);
  expect((await product.store.report()).tasks).toBe(0);
  await product.close();
});

test("leaves a call that the server's end interrupts to the next start", async () => {
  const keys: (string | undefined)[] = [];
  let isEnding = true;
  const egress: Egress = {
    send: ({ signal, headers }) =>
      new Promise((resolve) => {
        keys.push(headers["idempotency-key"]);
        if (!isEnding) resolve(answered(200, '{"state":"paid"}', json));
        signal?.addEventListener("abort", () => resolve(failed("aborted")));
      }),
    check: () => null,
    close: async () => {},
  };
  const product = await openTestProduct({ egress, blocks: blocks({}) });
  const loop = product.startWorkers();
  const id = await product.say("ann", "yes");
  product.clock.advance(10);
  await expect.poll(() => keys.length).toBe(1);
  const stopped = loop.stop(100);
  await new Promise((resolve) => setImmediate(resolve));
  product.clock.advance(100);
  await stopped;
  expect((await product.transcript(id)).at(-1)).toBe("customer: yes");
  isEnding = false;
  product.startWorkers();
  await untilSaid(product, id, "bot: State: paid", 1_000);
  expect(new Set(keys).size).toBe(1);
  await product.close();
});

test("shows an author no more of a failure than its message, late or in time", async () => {
  const { product, id } = await callWith([failed("connect")], { retries: 0 });
  await untilSaid(product, id, "bot: It failed", 1_000);
  // The same once more, for a visit that is over by now.
  const answer = {
    kind: "failed",
    reason: "dns",
    message: "It did not succeed.",
    durationMs: 3,
  } as const;
  await product.features.advance({
    conversationId: id,
    happenings: [{ kind: "http-answered", visit: 1, answer }],
  });
  const trace = await product.store.trace(id, 50);
  expect(trace.at(-1)).toMatchObject({
    code: "late-answer",
    detail: { message: "It did not succeed." },
  });
  const state = await product.store.conversation(id);
  const seen = JSON.stringify([state, trace, await product.transcript(id)]);
  expect(seen).not.toMatch(/10\.0\.0\.1|"connect"|"dns"|durationMs":3/);
  await product.close();
});
