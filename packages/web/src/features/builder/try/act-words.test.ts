import {
  agentWrites,
  answersHttp,
  assigns,
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
  unassigns,
} from "@parley/testkit";
import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { actWords, elapsedWords, spanWords } from "./act-words.ts";
import { agent } from "./model/agent.ts";
import { parsedFlow } from "./model/testing/open-example.ts";

const blocks = { a: { kind: "send_text", name: "Hello", params: { text: "Hi" } } };
const flow = parsedFlow(JSON.stringify({ format: 1, name: "Test", start: "a", blocks }));

await speak("en");

test.each([
  [comes(), "The visitor came"],
  [says("Ann"), "Visitor: Ann"],
  [presses("Yes"), "Pressed Yes"],
  [sends({ type: "button", text: "a", payload: "b" }), "The visitor sent something"],
  [answersHttp({ status: 201, json: {} }), "Answered 201"],
  [answersHttp({ status: 200, text: "[1]" }), "Answered 200"],
  [failsHttp(), "The call failed"],
  [passes("90 minutes"), "1 h 30 min went by"],
  [sets({ a: 1 }), "Fields were set"],
  [goes(), "Go to the start"],
  [goes("a"), "Go to Hello"],
  [resumes({}), "Resumed from outside"],
  [handsOver(null), "Nobody was online"],
  [handsOver(agent), "Mia took it"],
  [agentWrites(agent, "Hello"), "Mia: Hello"],
  [assigns(agent), "Mia took over"],
  [unassigns(), "The agent left"],
])("says in words what happened", (act, words) => {
  expect(actWords(flow, act.line)).toBe(words);
});

test("writes lengths of time in two units at most", () => {
  expect([0, 1500, 60_000, 93_784_000].map(spanWords)).toEqual(["0 s", "2 s", "1 min", "1 d 2 h"]);
  expect([0, 42_000, 725_000, 3_729_000].map(elapsedWords)).toEqual([
    ...["0:00", "0:42", "12:05", "1:02:09"],
  ]);
});
