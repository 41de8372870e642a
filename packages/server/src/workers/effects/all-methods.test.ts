import { findBlockKind } from "@parley/flow";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { plainAnswer } from "../../egress/testing/raw-receiver.ts";
import { createReceivers } from "../../egress/testing/receivers.ts";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";

/** Every method that an author can choose, as the block's own schema lists them. */
const methods = z
  .object({ properties: z.object({ method: z.object({ enum: z.array(z.string()) }) }) })
  .parse(z.toJSONSchema(schemaOf("webhook"), { io: "input" })).properties.method.enum;

function schemaOf(name: string): z.ZodType {
  const kind = findBlockKind(name);
  if (!kind) throw new Error(`There is no block kind ${name}.`);
  return kind.schema;
}

const receivers = createReceivers();
let product: TestProduct | null = null;

afterEach(async () => {
  await product?.close();
  product = null;
  await receivers.closeAll();
});

test("the methods are the seven that HTTP has for asking a service", () => {
  expect(methods).toEqual(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
});

/** What a service answers: to HEAD with the head alone, which announces the body all the same. */
const answerTo = (method: string): string => {
  const answer = plainAnswer(
    '{"state":"paid"}',
    `x-method: ${method}\r\ncontent-type: application/json\r\n`,
  );
  return method === "HEAD" ? answer.slice(0, answer.indexOf("\r\n\r\n") + 4) : answer;
};

/** Two calls one after the other, so that the second goes where the first left its connection. */
async function call(method: string, body: object) {
  const receiver = await receivers.start({
    onRequest: (socket, request) => {
      // It answers the method that arrived, whichever was meant.
      const [arrived = ""] = request.toString().split(" ", 1);
      socket.write(answerTo(arrived));
    },
  });
  const params = {
    ...{ url: `${receiver.url}order`, method, body, query: [{ name: "id", value: "@id" }] },
    headers: [{ name: "X-Customer", value: "@id" }],
  };
  const save = [
    { path: "state", field: "state" },
    { path: "$status", field: "status" },
    { path: "$headers.x-method", field: "method" },
  ];
  const opened = await openTestProduct({
    egressAllow: `127.0.0.1/32:${receiver.port}`,
    blocks: {
      ask: { kind: "ask_text", params: { text: "Go?", field: "go" }, next: { success: "first" } },
      first: { kind: "webhook", params, next: { success: "second", failure: "bad" } },
      second: { kind: "webhook", params: { ...params, save }, next: { success: "good" } },
      good: { kind: "send_text", params: { text: "@method @status @state" } },
      bad: { kind: "send_text", params: { text: "It failed" } },
    },
  });
  product = opened;
  opened.startWorkers();
  const id = await opened.say("ann", "yes");
  const last = async () => (await opened.transcript(id)).at(-1);
  await expect
    .poll(
      () => {
        opened.clock.advance(100);
        return last();
      },
      { timeout: 20_000 },
    )
    .not.toBe("customer: yes");
  const requests = receiver.requests.map((request) => {
    const [head = "", sent = ""] = request.toString().split("\r\n\r\n");
    const [line = "", ...headers] = head.toLowerCase().split("\r\n");
    return { line, headers, sent };
  });
  return { id, said: await last(), requests };
}

test.each(methods)(
  "asks with %s without a body, and keeps what the answer says",
  async (method) => {
    const { id, said, requests } = await call(method, { kind: "none" });
    // Of an answer to HEAD there is nothing but its head.
    const state = method === "HEAD" ? "" : "paid";
    expect(said?.trimEnd()).toBe(`bot: ${method} 200 ${state}`.trimEnd());
    expect(requests).toHaveLength(2);
    for (const { line, headers, sent } of requests) {
      expect(line).toBe(`${method} /order?id=${id} http/1.1`.toLowerCase());
      expect(headers).toContain(`x-customer: ${id}`);
      expect(headers.filter((it) => /^(content-type|transfer-encoding):/.test(it))).toEqual([]);
      expect(sent).toBe("");
    }
  },
);

// The others have no body: a flow that gives them one is not published.
test.each(methods.filter((method) => method !== "GET" && method !== "HEAD"))(
  "asks with %s and a body, which arrives whole and with its length",
  async (method) => {
    const template = '{"customer": @id, "name": "Zoë 😀"}';
    const { id, said, requests } = await call(method, { kind: "json", template });
    expect(said).toBe(`bot: ${method} 200 paid`);
    expect(requests).toHaveLength(2);
    const body = `{"customer": ${id}, "name": "Zoë 😀"}`;
    for (const { line, headers, sent } of requests) {
      expect(line).toBe(`${method} /order?id=${id} http/1.1`.toLowerCase());
      expect(headers).toContain("content-type: application/json");
      expect(headers).toContain(`content-length: ${Buffer.byteLength(body)}`);
      expect(sent).toBe(body);
    }
  },
);
