import fc from "fast-check";
import { expect, test } from "vitest";
import type { HookDispatch } from "../features/hooks/hook-dispatch.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import type { ServedRoute } from "./route-spec.ts";
import { openTestServer } from "./testing/open-test-server.ts";
import { formulaBlock, paymentFlow } from "./testing/payment-flow.ts";
import { seedPayment } from "./testing/seed-payment.ts";

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(-0, 1e21, "", "\u0000", "\ud800", "2026-02-30", "javascript:alert(1)"),
);

/** JSON that is let in as it is: what ingest refuses is in the junk. */
const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant({ a: [1, "b"] }));
const plainObject = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), plain);

/** Values that routes take, by their keys; each is now and then left out or something else. */
const good: { readonly [key: string]: fc.Arbitrary<unknown> } = {
  value: plain,
  type: fc.constantFrom("string", "integer", "object", "date", "landbot", "apichat"),
  extra: plainObject,
  message: fc.string({ minLength: 1 }),
  url: fc.webUrl(),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.integer({ min: -180, max: 180 }).map(String),
  takeover: fc.boolean(),
  name: fc.string({ minLength: 1, maxLength: 20 }),
  email: fc.emailAddress(),
  role: fc.constantFrom("admin", "agent"),
  status: fc.constantFrom("online", "busy"),
  scopes: fc.subarray(["bots:run", "customers:read"]),
  flow: fc.constant(paymentFlow),
  fields: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(fc.string(), fc.integer())),
  node: fc.constant(formulaBlock),
  launch: fc.boolean(),
  note: fc.string(),
  style: fc.string(),
  design: plainObject,
  template_id: fc.integer({ min: 1 }),
  expires_at: fc.integer({ min: 1 }),
  since: fc.integer({ min: 0 }),
  delay_ms: fc.constantFrom(0, 1, "2"),
};

const members = Object.fromEntries(
  Object.entries(good).map(([key, arbitrary]) => [
    key,
    fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: junk }),
  ]),
);

/** Mostly whole, so that many requests come through; then broken ones of every kind. */
const body = fc.oneof(
  { weight: 4, arbitrary: fc.record(members).map((object) => JSON.stringify(object)) },
  {
    weight: 2,
    arbitrary: fc.record(members, { requiredKeys: [] }).map((it) => JSON.stringify(it)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string() },
);
const type = fc.constantFrom(
  "application/json",
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
);
const query = fc.oneof(
  fc.constant(""),
  fc
    .dictionary(
      fc.constantFrom("limit", "offset", "search", "search_by", "channel_id", "after_seq", "force"),
      fc.string(),
    )
    .map((given) => `?${new URLSearchParams(given)}`),
);

/** A dispatcher that takes everything up and does nothing. */
const dispatch: HookDispatch = {
  refresh: () => undefined,
  skip: async () => true,
  tryOnce: async ({ url }) => ({
    ...{ atMs: 0, durationMs: 1, url, requestHeaders: {}, status: 200, answerHeaders: {} },
    ...{ answer: "", error: null },
  }),
};

test("no body and no query makes any route fail, or answer what is not documented", {
  timeout: 60_000,
}, async () => {
  const server = await openTestServer({ openStore: openMemoryStore, dispatch });
  const { customerId, botId, channelId } = await seedPayment(server);
  const about = { workspaceId: server.workspace.id, channelId };
  const { hook } = await server.hooks.manage.create({ ...about, url: "https://example.org/" });
  const inspector = await server.hooks.inspectors.create(server.workspace.id, {});
  const ids: { readonly [segment: string]: string | number } = {
    ...{ customers: customerId, bots: botId, assign_bot: botId, channels: channelId },
    ...{
      agents: server.admin.id,
      assign: server.admin.id,
      tokens: 7,
      fields: "city",
      versions: 1,
      resume: "x",
      message_hooks: hook.id,
      deliveries: `${customerId}-1`,
      inspectors: inspector.id,
    },
  };
  const pathOf = ({ spec }: ServedRoute) =>
    spec.path.replace(/([^/]+)\/:\w+/g, (_, segment: string) => `${segment}/${ids[segment]}`);
  // Without the customer the others would have nothing to be tried on.
  const statuses = new Set<number>();
  const routes = server.served.filter(
    ({ spec }) =>
      spec.operationId !== "deleteCustomer" && !("text/event-stream" in (spec.streams ?? {})),
  );
  const request = fc.record({ route: fc.constantFrom(...routes), body, type, query });
  await fc.assert(
    fc.asyncProperty(
      request,
      async ({ route, body: payload, type: contentType, query: search }) => {
        const { spec } = route;
        const answer = await server.ask({
          method: spec.method,
          url: `${pathOf(route)}${search}`,
          headers: spec.method === "GET" ? {} : { "content-type": contentType, "if-match": '"2"' },
          ...(spec.method !== "GET" && { payload }),
        });
        expect(answer.statusCode, answer.body).toBeLessThan(500);
        statuses.add(answer.statusCode);
        // What was stored can be shown again.
        const customer = await server.ask({ url: `/v1/customers/${customerId}/` });
        expect(customer.statusCode, customer.body).toBe(200);
      },
    ),
    { numRuns: 1_500 },
  );
  // Requests of all kinds came through, not only refusals.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 404, 422]));
  await server.close();
});
