import {
  answersHttp,
  assigns,
  comes,
  flowOf,
  given,
  hasField,
  message,
  mia,
  replies,
  unassigns,
} from "@parley/testkit";
import { expect, test } from "vitest";

const lookUp = flowOf({
  call: {
    kind: "webhook",
    params: {
      url: "https://crm.example/",
      save: [
        { path: "name", field: "name" },
        { path: "", field: "whole" },
      ],
    },
    next: { success: "found", failure: "lost" },
  },
  found: message("Hello @name."),
  lost: message("I could not look you up."),
});
const held = () => given(lookUp).when(comes(), assigns(mia));

test("keeps of an outside answer only what a block can read later", () => {
  const json = { name: "Ann", note: "x".repeat(40 * 1024) };
  const answer = { status: 200, json, text: JSON.stringify(json) };
  const { conversation } = held().when(answersHttp(answer));
  expect(JSON.stringify(conversation.state().deferred).length).toBeLessThan(42 * 1024);
  held()
    .when(answersHttp(answer), unassigns())
    .then(replies("Hello Ann."), hasField("whole", json));
});

test("keeps an outside answer that is too large for the state as a failed one, and says so", () => {
  const { conversation } = held().when(answersHttp({ status: 200, text: "é".repeat(40 * 1024) }));
  expect(JSON.stringify(conversation.state()).length).toBeLessThan(4 * 1024);
  expect(conversation.trace).toMatchObject([
    { code: "answer-not-kept", block: "call", detail: { status: 200 } },
  ]);
  held()
    .when(answersHttp({ status: 200, json: { big: "x".repeat(70 * 1024) } }), unassigns())
    .then(replies("I could not look you up."), hasField("whole", undefined));
});
