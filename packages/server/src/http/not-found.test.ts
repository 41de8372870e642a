import { afterAll, beforeAll, expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { createOpsApp } from "./ops-app.ts";
import { askJson, type Method } from "./testing/ask-json.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";

let server: TestServer;
let customer: string;
let bot: string;
let channel: string;

beforeAll(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const made = await make("/v1/channels/", { name: "App", type: "landbot" });
  channel = `/v1/channels/${made.channel?.id}/`;
  bot = `/v1/bots/${(await make("/v1/bots/", { name: "Bot" })).bot?.id}/`;
  const { id } = (await make("/v1/customers/", { channel_id: made.channel?.id })).customer ?? {};
  customer = `/v1/customers/${id}/`;
});
afterAll(() => server.close());

async function make(url: string, body: object) {
  const answer = await askJson(server, "POST", url, body);
  return answer.body as { readonly [kind: string]: { readonly id: number } };
}

async function hintOf(method: Method, url: string): Promise<string> {
  const { status, body } = await askJson(server, method, url);
  expect([url, status]).toEqual([url, 404]);
  const { detail, hint } = body as { readonly detail: string; readonly hint: string };
  expect(detail).toBe("Not found.");
  return hint;
}

test("an id that names nothing is told with its kind, and the call that lists what there is", async () => {
  const tried: readonly (readonly [Method, string, string])[] = [
    ["GET", "/v1/customers/77/", "There is no customer 77 in this workspace."],
    ["PUT", "/v1/customers/77/assign_bot/1/", "There is no customer 77 in this workspace."],
    ["PUT", `${customer}assign_bot/99/`, "There is no bot 99 in this workspace."],
    ["PUT", `${customer}assign/99/`, "There is no active agent 99 in this workspace."],
    ["GET", "/v1/channels/5/", "There is no channel 5 in this workspace."],
    ["GET", "/v1/channels/5/message_hooks/", "There is no channel 5 in this workspace."],
    ["DELETE", `${channel}message_hooks/9/`, "There is no hook 9 in this workspace."],
    ["GET", "/v1/bots/99/", "There is no bot 99 in this workspace."],
    ["GET", `${bot}versions/3/`, "There is no version 3 in this workspace."],
    ["DELETE", `${bot}comments/3/`, "There is no comment 3 in this workspace."],
    ["DELETE", `${bot}tests/3/`, "There is no flow test 3 in this workspace."],
    ["GET", "/v1/agents/99/", "There is no agent 99 in this workspace."],
    ["DELETE", "/v1/tokens/99/", "There is no token 99 in this workspace."],
    ["GET", "/v1/inspectors/9/", "There is no inspector 9 in this workspace."],
    ["GET", "/v1/exports/transcripts/?channel_id=5", "There is no channel 5 in this workspace."],
  ];
  for (const [method, url, words] of tried) {
    const [, said, list = ""] = /^(.*) GET (\S+) lists those/.exec(await hintOf(method, url)) ?? [];
    expect([url, said]).toEqual([url, words]);
    expect([list, (await askJson(server, "GET", list)).status]).toEqual([list, 200]);
  }
});

test("a field that is not set is told by its name, and how to set it", async () => {
  const known = `GET ${customer} shows what is known of them.`;
  for (const [name, words] of [
    ["city", 'The customer has no field "city". PUT to this path sets it.'],
    ["City", "A field name has a to z, 0 to 9 and _ only."],
    ["agent_id", '"agent_id" belongs to the customer itself and is not a field.'],
  ])
    expect(await hintOf("GET", `${customer}fields/${name}/`)).toBe(`${words} ${known}`);
});

test("what cannot be an id is told with the place that it stands in, cut short", async () => {
  expect(await hintOf("GET", "/v1/customers/abc/")).toBe(
    '"abc" cannot be the {id} of /v1/customers/{id}/. Give a whole number from 1 on.',
  );
  expect(await hintOf("PUT", `${customer}assign_bot/abc/`)).toBe(
    '"abc" cannot be the {bot_id} of /v1/customers/{id}/assign_bot/{bot_id}/. Give a number from 1 on, or a uuid.',
  );
  expect(await hintOf("GET", `/v1/customers/${"x".repeat(500)}/`)).toContain(
    `"${"x".repeat(64)}" cannot`,
  );
});

test("a path that leads nowhere is told where the paths stand", async () => {
  for (const url of ["/v1/ticket/", "/v0-alpha/bots", "/v1/customers/%E0%A4%A/"])
    expect(await hintOf("GET", url)).toBe(
      "There is no such path. GET /v1/openapi.json lists those of the API.",
    );
});

test("a resume address that is unknown says what can have become of it", async () => {
  expect(await hintOf("POST", "/v1/resume/nope/")).toMatch(/^This resume address is unknown: /);
});

test("the operations port answers in the same shapes, and says where one is", async () => {
  const metrics = async () => ({ type: "text/plain", text: "" });
  const app = createOpsApp({ store: server.store, version: "1.2.3", isReady: () => true, metrics });
  const lost = await app.inject({ url: "/v1/customers/" });
  expect([lost.statusCode, lost.json()]).toEqual([
    404,
    {
      detail: "Not found.",
      hint: "This port serves /healthz, /readyz, /metrics. The API has its own: PARLEY_PORT.",
    },
  ]);
  const wrong = await app.inject({ method: "POST", url: "/healthz?full=1", payload: {} });
  expect([wrong.statusCode, wrong.json(), wrong.headers.allow]).toEqual([
    405,
    { detail: 'Method "POST" not allowed.' },
    "GET, HEAD",
  ]);
  expect((await app.inject({ url: "/healthz/" })).json()).toEqual({ ok: true, version: "1.2.3" });
});
