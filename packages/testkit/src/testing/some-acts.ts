import { readFileSync } from "node:fs";
import type { Message, Value } from "@parley/flow";
import fc from "fast-check";
import {
  type Act,
  agentWrites,
  answersHttp,
  archives,
  assigns,
  blocks,
  comes,
  failsHttp,
  goes,
  handsOver,
  passes,
  presses,
  resumes,
  says,
  sends,
  sets,
  unarchives,
  unassigns,
  unblocks,
} from "../acts.ts";
import { mia } from "../conversation.ts";

/** An example flow, parsed. */
export function exampleFlow(name: string): unknown {
  const file = new URL(`../../../../flows/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

const words = fc.oneof(
  fc.constantFrom(
    "Ann",
    "ann@example.org",
    "start",
    "nobody",
    "1",
    "{}",
    " two ",
    "a\nb",
    "\u2028",
    "```",
    "> x",
    "",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const value = fc.jsonValue({ maxDepth: 2 }).map((it) => JSON.parse(JSON.stringify(it)) as Value);
const blockId = fc.constantFrom("Nkqgn6xkf", "ask_name", "request", "wait", "start", "nowhere");
const name = fc.constantFrom("data", "name", "status", "wish");
const fields = fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true });
const status = fc.integer({ min: 100, max: 599 });
const headers = fc.constantFrom({}, { "content-type": "text/plain" });

const message: fc.Arbitrary<Message> = fc.oneof(
  words.map((text): Message => ({ type: "text", text })),
  words.map((text): Message => ({ type: "button", text, payload: "$0" })),
  words.map((caption): Message => ({ type: "image", url: "https://x.example/a.png", caption })),
);

/** Anything that can happen in a conversation, likely or not. */
export const someAct: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(comes(), archives(), unarchives(), blocks(), unblocks(), unassigns()),
  words.map(says),
  message.map(sends),
  fc.constantFrom("Try again", "Not today", "Start over").map(presses),
  fc.record({ status, json: value }).map(answersHttp),
  fc.record({ status, text: words, headers }).map(answersHttp),
  fc.record({ status, json: value, text: words, block: blockId }).map(answersHttp),
  words.map((reason) => failsHttp(reason)),
  blockId.map((block) => failsHttp("timeout", block)),
  fc
    .constantFrom("1 minute", "15 minutes", "1.5 seconds", "2 days")
    .map((it) => passes(it as "1 minute")),
  fields.map(sets),
  fc.constantFrom(goes(), goes(null, { isLaunched: false })),
  blockId.map((block) => goes(block)),
  fc
    .record({ fields, isLaunched: fc.boolean(), ifBlock: blockId })
    .map((it) => goes("Nkqgn6xkf", it)),
  value.map((it) => resumes(it)),
  fc.tuple(value, fc.integer({ min: 1, max: 3 })).map(([it, ticket]) => resumes(it, ticket)),
  fc.constantFrom(handsOver(null), handsOver(mia), assigns(mia)),
  fc.tuple(words, fc.boolean()).map(([text, takesOver]) => agentWrites(mia, text, takesOver)),
);
