import {
  agentWrites,
  announces,
  answersHttp,
  archives,
  asks,
  blocks,
  comes,
  failsHttp,
  flowOf,
  given,
  goes,
  hasField,
  isHeldBy,
  isParkedAt,
  message,
  mia,
  question,
  replies,
  says,
  sets,
  staysSilent,
  traces,
} from "@parley/testkit";
import { expect, test } from "vitest";

const payment = flowOf({
  ask: question("Your name?", "name", "request"),
  request: {
    kind: "webhook",
    params: {
      url: "https://desk.example/pay",
      save: [{ path: "reference", field: "reference" }],
    },
    next: { success: "please_wait", failure: "please_wait" },
  },
  please_wait: message("Please wait."),
  Nkqgn6xkf: {
    kind: "formula",
    params: { formula: 'GetValue(@data, "status")', field: "status" },
    next: { success: "result", failed: "unknown" },
  },
  result: message("It is @status.", "more"),
  more: question("Anything else?", "more"),
  unknown: message("No status."),
});

const called = () =>
  given(payment).when(comes(), says("Ann")).then(isParkedAt("request", "calling"));
const parked = () =>
  called()
    .when(answersHttp({ status: 201, json: {} }))
    .then(isParkedAt("please_wait", "dead-end"));

test("runs the bot at once from the block that Go names, and sees what Set wrote before it", () => {
  parked()
    .when(sets({ data: { status: "paid" } }))
    .then(staysSilent(), isParkedAt("please_wait", "dead-end"))
    .when(goes("Nkqgn6xkf"))
    .then(replies("It is paid.", "Anything else?"), hasField("status", "paid"));
});

test("sets the fields that come with Go in the same step", () => {
  parked()
    .when(goes("Nkqgn6xkf", { fields: { data: { status: "declined" } } }))
    .then(replies("It is declined.", "Anything else?"));
});

test("parks for the next message when Go does not launch, and does not take that message as an answer", () => {
  parked()
    .when(goes("more", { isLaunched: false }))
    .then(staysSilent(), isParkedAt("more", "ready"))
    .when(says("Hello?"))
    .then(asks("Anything else?"), hasField("more", undefined))
    .when(says("No"))
    .then(hasField("more", "No"));
});

test("keeps the message that starts a parked block as the last input", () => {
  const echo = flowOf({ start: question("Hi", "x"), echo: message("You said @last_input.") });
  given(echo)
    .when(goes("echo", { isLaunched: false }), says("Boo"))
    .then(replies("You said Boo."));
});

test("goes to the start block when no block is named", () => {
  parked().when(goes()).then(asks("Your name?"));
});

test("releases the agent who holds the conversation, says so, then runs", () => {
  parked()
    .when(agentWrites(mia, "One moment"))
    .then(isHeldBy(mia.id))
    .when(goes("more"))
    .then(isHeldBy(null), announces("unassign"), asks("Anything else?"));
});

test("goes on when the conversation had already been closed", () => {
  const closing = flowOf({ bye: { kind: "close" }, more: question("Back again?", "more") });
  given(closing)
    .when(comes())
    .then(isParkedAt("closed"))
    .when(goes("more"))
    .then(asks("Back again?"));
});

test.each([
  ["unknown-block", [], goes("nowhere")],
  ["blocked", [blocks()], goes("more")],
  ["archived", [archives()], goes("more")],
  ["not-at-block", [], goes("more", { ifBlock: "ask" })],
] as const)("refuses Go with %s and leaves the very same state", (reason, before, go) => {
  const { conversation } = parked().when(...before);
  const state = conversation.state();
  const entries = conversation.entries.length;
  go.perform(conversation);
  expect(conversation.steps.at(-1)).toEqual({
    state,
    entries: [],
    effects: [],
    trace: [],
    refused: reason,
  });
  expect(conversation.entries).toHaveLength(entries);
});

test("goes only while the conversation is parked at the block that the caller minds", () => {
  parked()
    .when(goes("more", { ifBlock: "please_wait" }))
    .then(asks("Anything else?"));
});

test("wins against a call under way: the late answer maps nothing, branches nowhere and is noted", () => {
  called()
    .when(goes("more"))
    .then(asks("Anything else?"))
    .when(answersHttp({ status: 201, json: { reference: "late" } }))
    .then(
      staysSilent(),
      traces("late-answer"),
      hasField("reference", undefined),
      isParkedAt("more", "asking"),
    );
});

test("takes Set and Go from inside the webhook's own call", () => {
  called()
    .when(sets({ data: { status: "paid" } }), goes("Nkqgn6xkf"))
    .then(replies("It is paid.", "Anything else?"))
    .when(failsHttp())
    .then(staysSilent(), isParkedAt("more", "asking"));
});

test("lets the webhook's answer overwrite only the fields that it maps, after an early Set", () => {
  called()
    .when(sets({ data: { status: "paid" }, reference: "old" }))
    .when(answersHttp({ status: 201, json: { reference: "R1" } }))
    .then(
      hasField("reference", "R1"),
      hasField("data", { status: "paid" }),
      replies("Please wait."),
    );
});

test("stores what the customer writes at a dead end, says nothing and does not move", () => {
  const { conversation } = parked()
    .when(says("Hello?"))
    .then(staysSilent(), isParkedAt("please_wait", "dead-end"));
  expect(conversation.entries.at(-1)).toMatchObject({
    author: { kind: "customer" },
    message: { text: "Hello?" },
  });
});

test("wins after the customer has moved on elsewhere", () => {
  parked().when(goes("ask"), says("Bob"), goes("more")).then(asks("Anything else?"));
});

test("runs again when the same Go comes again", () => {
  parked()
    .when(goes("more"))
    .then(replies("Anything else?"))
    .when(goes("more"))
    .then(replies("Anything else?"));
});

test("takes the failed output of the formula when Go comes without the status", () => {
  parked().when(goes("Nkqgn6xkf")).then(replies("No status."), traces("bad-argument"));
});
