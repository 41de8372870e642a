import type { Author, Message } from "@parley/flow";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHookRenderer } from "../../channels/hook-renderer.ts";
import {
  ann,
  bot,
  channelOf,
  conversationOf,
  hookTurnOf,
  pau,
  publicUrl,
  storedOf,
  system,
} from "../../channels/testing/hook-turns.ts";
import type { HookVariant } from "../../ports/hooks.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let published: { readonly [variant in HookVariant]: ValidateFunction };

/** What a stranger makes of an address without a token: strictly, so that a word that means nothing is refused. */
async function compiled(name: string): Promise<ValidateFunction> {
  const answer = await server.app.inject({ url: `/v1/${name}.schema.json` });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
    200,
    "application/json; charset=utf-8",
  ]);
  return new Ajv2020({ strictTypes: false }).compile(answer.json());
}

beforeAll(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const message = await compiled("message-hook");
  const apichat = await compiled("apichat-hook");
  published = { message, "message-legacy": message, apichat };
});
afterAll(() => server.close());

const senders: readonly Author[] = [ann, bot, pau, system];
const options = [
  { label: "Yes", payload: "$0" },
  { label: "Shop", payload: "$1", url: "https://example.org/shop" },
];
const url = "https://example.org/a";
const said: readonly Message[] = [
  { type: "text", text: "Grüße", extra: { answer: { stars: 5 } } },
  { type: "button", text: "Yes", payload: "$0" },
  { type: "dialog", title: "Sure?", options },
  { type: "dialog", title: "This one?", options, url: `${url}.png` },
  { type: "image", url: `${url}.png`, caption: "A map" },
  ...(["video", "audio", "document"] as const).map((type) => ({ type, url })),
  { type: "iframe", url },
  { type: "location", latitude: 52.1, longitude: -1, address: "Here" },
];
const happened = (["assign", "unassign", "finish", "archive", "unarchive"] as const).map(
  (action) => ({ author: system, action, agent: { id: 40_001, name: "Pau" } }),
);
const entries = [
  ...said.flatMap((message) => senders.map((author) => ({ author, message }))),
  ...happened,
];
const variants = ["message", "message-legacy", "apichat"] as const;

/** The body of every type, by every sender, on every kind of channel. */
const bodies = variants.flatMap((variant) =>
  (["landbot", "apichat", "whatsapp"] as const).flatMap((type) =>
    entries.map((entry) => {
      const fields = { city: { type: "object", value: { a: [null] } } } as const;
      const conversation = conversationOf({ fields, externalToken: "t" });
      const turn = hookTurnOf(conversation, channelOf({ type }));
      const rendered = createHookRenderer(() => publicUrl)[variant](turn)(storedOf(entry), 40_001);
      return { variant, body: JSON.parse(rendered.body) };
    }),
  ),
);

test("the schemas at their addresses take every type of message, by every sender", () => {
  const types = new Set<string>();
  const by = new Set<string>();
  for (const { variant, body } of bodies) {
    const takes = published[variant];
    expect(takes(body) ? [] : [body, takes.errors]).toEqual([]);
    types.add(body.messages[0].type);
    by.add(body.messages[0].sender?.type ?? body.agent.type);
  }
  expect([...types].toSorted()).toEqual(
    "audio button dialog document event iframe image location media_dialog text video".split(" "),
  );
  expect([...by].toSorted()).toEqual(["agent", "bot", "customer", "human", "sys"]);
});

/** Every path to a key within, so that a test can take each away; of lists only the one of messages is entered. */
function pathsOf(value: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  const isEntered = !Array.isArray(value) || before.join(".") === "messages";
  if (typeof value !== "object" || value === null || !isEntered) return [];
  return Object.entries(value).flatMap(([key, it]) => {
    const path = [...before, key];
    return Array.isArray(value) ? pathsOf(it, path) : [path, ...pathsOf(it, path)];
  });
}

function without(body: unknown, [key = "", ...rest]: readonly string[]): unknown {
  const copy = structuredClone(body) as { [key: string]: unknown };
  if (rest.length === 0) delete copy[key];
  else copy[key] = without(copy[key], rest);
  return copy;
}

/** Absent without what it tells of, or on channels other than the web. */
const isFree =
  /^((_raw\.)?extra\b.*|customer\.(city.*|country|is_external|url|webchat_type)|_raw\.samurai)$/;

test("the schemas at their addresses refuse an unknown type, and a body without what every reader may rely on", () => {
  const mayLack = new Set<string>();
  for (const { variant, body } of bodies) {
    const takes = published[variant];
    const [message] = body.messages;
    expect(takes({ ...body, messages: [{ ...message, type: "hidden" }] })).toBe(false);
    for (const path of pathsOf(body)) {
      const written = path.join(".").replace("messages.0.", "");
      if (!isFree.test(written) && takes(without(body, path)))
        mayLack.add(`${message.type} ${written}`);
    }
  }
  expect([...mayLack].toSorted()).toEqual([
    ...["dialog _raw.url", "dialog data.url", "location data.address"],
  ]);
});
