import { expect, test } from "vitest";
import {
  answersHttp,
  comes,
  goes,
  handsOver,
  passes,
  presses,
  resumes,
  says,
  sets,
} from "./acts.ts";
import { mia } from "./conversation.ts";
import { durationMs } from "./duration.ts";
import {
  asks,
  calls,
  ExpectationError,
  hasField,
  isClosed,
  isHeldBy,
  isParkedAt,
  isRefused,
  mentions,
  replies,
  staysSilent,
  traces,
} from "./expectations.ts";
import { flowOf, message, question } from "./flow-of.ts";
import { given } from "./given.ts";
import { playTranscript } from "./play-transcript.ts";
import { transcriptOf } from "./transcript.ts";

const form = flowOf({
  name: question("Name?", "name", "hello"),
  hello: message("Hello @name.", "call"),
  call: {
    kind: "webhook",
    params: {
      url: "https://desk.example/",
      body: { kind: "json", template: '{"id": @id, "name": "@name"}' },
    },
    next: { success: "rest", failure: "rest" },
  },
  rest: { kind: "delay", params: { seconds: 600 }, next: { success: "end" } },
  end: { kind: "close", params: { text: "Bye." } },
});
const called = () => given(form).when(comes(), says("Ann"));

test("reads like the conversation that it tests", () => {
  given(form)
    .when(comes())
    .then(asks("Name?"))
    .when(says("Ann"))
    .then(replies("Hello Ann."), hasField("name", "Ann"), isParkedAt("call", "calling"))
    .then(
      calls({
        method: "POST",
        url: "https://desk.example/",
        json: { name: "Ann", id: 10_000_000 },
      }),
    )
    .when(answersHttp({ status: 200 }))
    .then(isParkedAt("rest", "delaying"), staysSilent())
    .when(passes("10 minutes"))
    .then(mentions("Bye"), isClosed());
});

test.each([
  ["what the bot asks", asks("Age?")],
  ["what the bot says", replies("Hello Bob.")],
  ["silence", staysSilent()],
  ["a mention", mentions("Bob")],
  ["a field", hasField("name", "Bob")],
  ["a field that is not there", hasField("age", 7)],
  ["a block", isParkedAt("name")],
  ["a phase", isParkedAt("call", "asking")],
  ["the end", isClosed()],
  ["a holder", isHeldBy(1)],
  ["a refusal", isRefused("held")],
  ["a call", calls({ json: { name: "Bob" } })],
  ["a trace", traces("endless-loop")],
])("fails when %s is not as expected, and shows the conversation", (_, expectation) => {
  const failed = () => called().then(expectation);
  expect(failed).toThrow(ExpectationError);
  expect(failed).toThrow("customer  Ann");
});

test("refuses a flow with errors, with all of them", () => {
  const broken = flowOf({ a: { kind: "send_txt" }, b: message("Hi", "nowhere") });
  expect(() => given(broken)).toThrow(/Did you mean send_text[\s\S]*no block "nowhere"/);
});

test("says what is missing when an act has nothing to act on", () => {
  const fresh = given(form).when(comes());
  expect(() => fresh.when(answersHttp({ status: 200 }))).toThrow("No outside call is under way.");
  expect(() => fresh.when(handsOver(mia))).toThrow("No search for an agent is under way.");
  expect(() => fresh.when(presses("Yes"))).toThrow('There is no button "Yes"');
});

test("runs the same again from the same beginning: its clock and its chance are its own", () => {
  const play = () =>
    called().when(answersHttp({ status: 200 }), passes("1 hour"), goes("hello")).conversation;
  expect(play().steps).toEqual(play().steps);
  expect(play().nowMs()).toBe(Date.UTC(2026, 0, 5, 11));
});

test("starts with the world that it is given", () => {
  const who = flowOf({ a: message("@id of @bot_id, @city, @today") });
  given(who, { customer: 7, bot: 9, fields: { city: "Rome" }, atMs: 0 })
    .when(comes())
    .then(replies("7 of 9, Rome, 1970-01-01"));
});

test("gives values from outside the type that they show", () => {
  const { conversation } = called().when(sets({ n: 1, f: 0.5, s: "x", b: true, o: [1] }));
  const types = Object.values(conversation.state().fields).map(({ type }) => type);
  expect(types).toEqual(["string", "integer", "float", "string", "boolean", "object"]);
});

test("resumes by the newest ticket, or by the one that is named", () => {
  const wait = flowOf({ w: { kind: "wait", params: { field: "x" }, next: { resumed: "w" } } });
  given(wait)
    .when(comes(), resumes("one"), resumes("two"))
    .then(hasField("x", "two"))
    .when(resumes("three", 1))
    .then(isRefused("used-ticket"));
});

test.each([
  ["10 minutes", 600_000],
  ["1 day", 86_400_000],
  ["1.5 hours", 5_400_000],
])("reads %s", (text, ms) => expect(durationMs(text)).toBe(ms));

test.each(["ten minutes", "10 min", "-1 day", ""])("refuses the duration %j", (text) => {
  expect(() => durationMs(text)).toThrow("is not a length of time");
});

test("writes what was said, one line a message", () => {
  expect(transcriptOf(called().conversation)).toBe(
    ["bot       Name? (text)", "customer  Ann", "bot       Hello Ann."].join("\n"),
  );
});

const told = [
  "# Form",
  "",
  "## Ann",
  "",
  "```text",
  "> comes",
  "bot       Name? (text)",
  "at        name (asking)",
  "```",
  "",
].join("\n");

test("plays a transcript and gives it back unchanged when the flow does what it says", () => {
  expect(playTranscript(form, told)).toBe(told);
});

test("writes what the flow really did where a transcript says otherwise", () => {
  expect(playTranscript(form, told.replace("Name?", "Who are you?"))).toBe(told);
});

test("refuses a line of a transcript that means nothing", () => {
  expect(() => playTranscript(form, told.replace("> comes", "> dances"))).toThrow(
    'cannot say "dances"',
  );
});
