import { loadFlow, newState, step } from "@parley/flow";
import { expect, test } from "vitest";
import { flowFile } from "../../open-test-product.ts";
import { chatConfig } from "./chat-config.ts";
import { staticGreeting } from "./static-greeting.ts";

const say = (text: string, next?: string) => ({
  ...{ kind: "send_text", params: { text } },
  ...(next && { next: { success: next } }),
});
const ask = (text: string) => ({ kind: "ask_text", params: { text, field: "answer" } });

function flowOf(blocks: { readonly [id: string]: unknown }, rest: object = {}) {
  return loadFlow(7, 1, flowFile(blocks, { ...rest }), {
    resumeUrl: () => "https://resume.example",
  });
}

const hidden = { fields: { plan: { type: "string", hidden: true } } };

test.each([
  ["a question", flowOf({ a: ask("Name?") })],
  [
    "words before a question",
    flowOf({ a: say("Hello", "b"), b: say("there", "c"), c: ask("Name?") }),
  ],
  ["a field that nobody can set before", flowOf({ a: ask("Hello @name") })],
  [
    "a question with a time limit",
    flowOf({ a: { kind: "ask_text", params: { text: "Quick!", field: "x", timeoutSeconds: 60 } } }),
  ],
])("paints %s without asking for it", (_, flow) => {
  expect(staticGreeting(flow)?.length).toBeGreaterThan(0);
});

test.each([
  ["the visitor's number", flowOf({ a: ask("You are @id") })],
  ["the day", flowOf({ a: ask("Today is @today") })],
  ["the time", flowOf({ a: say("It is @now", "b"), b: ask("Name?") })],
  ["the page", flowOf({ a: ask("You are at @landbot_url") })],
  ["the browser", flowOf({ a: ask("You use @browser") })],
  ["a hidden field", flowOf({ a: ask("Your plan is @plan") }, hidden)],
  ["a resume address", flowOf({ a: ask("Call @resume_url") })],
])("asks for a greeting that names %s", (_, flow) => {
  expect(staticGreeting(flow)).toBeNull();
});

test.each([
  ["no question", { a: say("Hello") }],
  ["a way back to itself", { a: say("Hello", "b"), b: say("again", "a") }],
  [
    "a choice by a field",
    {
      a: {
        kind: "conditions",
        params: { groups: [{ rules: [{ left: "plan", operator: "is_set" }] }] },
        next: { true: "b", false: "c" },
      },
      b: ask("B"),
      c: ask("C"),
    },
  ],
  [
    "chance",
    {
      a: {
        kind: "ab_test",
        params: {
          options: [
            { id: "a", weight: 99 },
            { id: "b", weight: 1 },
          ],
        },
        next: { a: "b", b: "c" },
      },
      b: ask("B"),
      c: ask("C"),
    },
  ],
  [
    "a pause",
    { a: { kind: "delay", params: { seconds: 2 }, next: { success: "b" } }, b: ask("B") },
  ],
  [
    "a call of somebody else's server",
    {
      a: { kind: "webhook", params: { url: "https://api.example.org/" }, next: { success: "b" } },
      b: ask("B"),
    },
  ],
  [
    "a field that it sets",
    {
      a: {
        kind: "set_field",
        params: { assignments: [{ field: "seen", type: "boolean", value: true }] },
        next: { success: "b" },
      },
      b: ask("B"),
    },
  ],
])("asks for a greeting whose flow begins with %s", (_, blocks) => {
  expect(staticGreeting(loadLoosely(blocks))).toBeNull();
});

/** Kinds come with parameters of their own; what is tested here is that they are not plain. */
function loadLoosely(blocks: { readonly [id: string]: unknown }) {
  return flowOf(blocks, hidden);
}

test("paints what will be recorded, word for word and in order", () => {
  const flow = flowOf({ a: say("Hello", "b"), b: ask("Your name?") }, hidden);
  const recorded = step(flow, newState(42, 7, 1), {
    kind: "start",
    atMs: 1_800_000_000_000,
    seed: 99,
  });
  const channel = {
    ...({
      id: 3,
      uuid: "u",
      workspaceId: 1,
      name: "Site",
      type: "landbot",
      isActive: true,
    } as const),
    ...{ token: "H-3-ABCDEFGH12345678", keyHash: null, botId: 7, createdMs: 0, updatedMs: 0 },
    settings: { brand_name: "Acme", channelToken: "forged", serverUrl: "https://evil.example/" },
  };
  const config = chatConfig(channel, flow, staticGreeting(flow), "https://chat.example.org");
  expect(config).toMatchObject({
    ...{ channelToken: channel.token, brand_name: "Acme", serverUrl: "https://chat.example.org/" },
    hidden_fields: { plan: "plan" },
    parley: { static_greeting: true, name: "Site" },
  });
  const welcome = config.welcome as readonly { seq: number; message?: string; title?: string }[];
  const texts = recorded.entries.map((it) =>
    "message" in it && it.message.type === "text" ? it.message.text : null,
  );
  expect(welcome.map(({ seq, message }) => [seq, message])).toEqual([
    [1, texts[0]],
    [2, texts[1]],
  ]);
  expect(chatConfig(channel, flow, null, "")).toMatchObject({
    welcome: [],
    parley: { static_greeting: false },
  });
});
