import { expect, onTestFinished, test } from "vitest";
import type { Egress, OutboundRequest } from "../ports/egress.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";

interface Desk {
  readonly server: TestServer;
  readonly sent: OutboundRequest[];
  readonly path: string;
}

/** A server with one bot, whose way out answers as told and keeps what was sent. */
async function desk(answer: Awaited<ReturnType<Egress["send"]>>): Promise<Desk> {
  const sent: OutboundRequest[] = [];
  const egress: Egress = {
    send: async (request) => {
      sent.push(request);
      return answer;
    },
    check: () => null,
    close: async () => {},
  };
  const server = await openTestServer({ openStore: openMemoryStore, egress });
  onTestFinished(server.close);
  const made = await server.ask({ method: "POST", url: "/v1/bots/", payload: { name: "Shop" } });
  return { server, sent, path: `/v1/bots/${made.json().bot.id}/test_request/` };
}

const answered = (status: number, body: string, type = "application/json") =>
  ({
    kind: "answered",
    status,
    headers: { "content-type": type },
    body: new TextEncoder().encode(body),
    truncated: false,
    durationMs: 12.4,
  }) as const;

const params = {
  method: "POST",
  url: "https://desk.example/payments/@name",
  body: { kind: "json", template: '{"id": @id, "name": "@name"}' },
};

test("a request is made once with the sample values, and its answer is shown as a flow would read it", async () => {
  const { server, sent, path } = await desk(answered(201, '{"payment_id":"pay_1"}'));
  const fields = { id: 7, name: 'Ann "A" / B' };
  const tested = await server.ask({ method: "POST", url: path, payload: { params, fields } });
  expect(tested.statusCode).toBe(200);
  expect(tested.json()).toMatchObject({
    success: true,
    request: { method: "POST", url: "https://desk.example/payments/Ann%20%22A%22%20%2F%20B" },
    answer: { status: 201, json: { payment_id: "pay_1" }, duration_ms: 12 },
  });
  expect(JSON.parse(tested.json().request.body)).toEqual(fields);
  expect(sent.map((it) => it.policy)).toEqual(["webhook-block"]);
});

test("a request that cannot be sent says everything that is wrong with it, and nothing is sent", async () => {
  const { server, sent, path } = await desk(answered(200, "{}"));
  const bad = { ...params, url: "https://@name.example/" };
  const tested = await server.ask({ method: "POST", url: path, payload: { params: bad } });
  expect(tested.statusCode).toBe(422);
  expect(tested.json().errors.params[0]).toMatch(/^url\./);
  const none = await server.ask({ method: "POST", url: path, payload: {} });
  expect(none.statusCode).toBe(422);
  expect(sent).toEqual([]);
});

test("a failure is told in words that give nothing away of the network behind", async () => {
  const { server, path } = await desk({
    kind: "failed",
    reason: "refused-by-policy",
    message: "This address cannot be called.",
    detail: "10.0.0.8 is private",
    sent: false,
    durationMs: 0,
  });
  const tested = await server.ask({ method: "POST", url: path, payload: { params } });
  expect(tested.json().answer).toEqual({ error: "This address cannot be called.", duration_ms: 0 });
  expect(tested.body).not.toContain("10.0.0.8");
});
