import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Message } from "../conversation/message.ts";
import { cpuClock } from "../testing/cpu-clock.ts";
import { askDate } from "./ask-date/ask-date.ts";
import { askEmail } from "./ask-email/ask-email.ts";
import { askFile } from "./ask-file/ask-file.ts";
import { askName } from "./ask-name/ask-name.ts";
import { askNumber } from "./ask-number/ask-number.ts";
import { askPhone } from "./ask-phone/ask-phone.ts";
import { askRating } from "./ask-rating/ask-rating.ts";
import { askText } from "./ask-text/ask-text.ts";
import { askUrl } from "./ask-url/ask-url.ts";
import { askYesNo } from "./ask-yes-no/ask-yes-no.ts";
import { presses, type Stage, says, stage } from "./asking-testing.ts";
import { buttons } from "./buttons/buttons.ts";
import { blockKinds } from "./catalogue.ts";
import type { BlockKind } from "./kind.ts";

const waits = { timeoutSeconds: 600, idleSeconds: 30 };
const question = { text: "Your age, @name?", field: "age", errorText: "Not an age, @name." };

test("a question is said with its fields filled in, carries its control, and waits for the answer", () => {
  const asked = stage(askNumber, { ...question, min: 0 }, { fields: { name: "Ann" } });
  expect(asked.enter()).toBe("asking");
  expect(asked.said).toEqual([
    { type: "text", text: "Your age, Ann?", extra: { input: { kind: "number", min: 0 } } },
  ]);
});

test("a valid answer is stored with its type and leaves by success", () => {
  const asked = stage(askNumber, { ...question, integer: true });
  asked.enter();
  expect(asked.answer(" 42 ")).toBe("success");
  expect(asked.fields).toEqual({ age: 42 });
  expect(asked.types).toEqual({ age: "integer" });
});

test("an invalid answer is followed by the error text with the same control, and stores nothing", () => {
  const asked = stage(askNumber, question, { fields: { name: "Ann" } });
  asked.enter();
  expect(asked.answer("old")).toBe("asking");
  expect(asked.said.at(-1)).toEqual({
    type: "text",
    text: "Not an age, Ann.",
    extra: { error: true, input: { kind: "number" } },
  });
  expect(asked.fields).toEqual({ name: "Ann" });
});

test("the placeholder rides in the control", () => {
  const asked = stage(askName, { text: "Who?", placeholder: "Ann Example" });
  asked.enter();
  expect(asked.said[0]?.extra?.input).toEqual({ kind: "name", placeholder: "Ann Example" });
});

test("no timer runs unless a wait is set", () => {
  const asked = stage(askNumber, question);
  asked.enter();
  asked.answer("old");
  expect(asked.timers).toEqual([]);
});

test("an invalid answer starts the silence anew but not the time-out", () => {
  const asked = stage(askNumber, { ...question, ...waits });
  asked.enter();
  expect(asked.timers).toEqual(["timeout 600000", "idle 30000"]);
  asked.answer("old");
  expect(asked.timers).toEqual(["timeout 600000", "idle 30000", "idle 30000"]);
});

test("the timers lead out by outputs of their own names", () => {
  const asked = stage(askNumber, { ...question, ...waits });
  expect(asked.outputs).toEqual(["success", "timeout", "idle"]);
  asked.enter();
  expect(asked.receive({ kind: "timer", purpose: "timeout" })).toBe("timeout");
  expect(asked.receive({ kind: "timer", purpose: "idle" })).toBe("idle");
  expect(asked.fields).toEqual({});
});

test("what is no answer and no timer of a question leaves it waiting, silently", () => {
  const asked = stage(askNumber, question);
  asked.enter();
  expect(asked.receive({ kind: "timer", purpose: "delay" })).toBe("asking");
  expect(asked.receive({ kind: "resumed", value: 42 })).toBe("asking");
  expect(asked.receive({ kind: "nobody-online" })).toBe("asking");
  expect(asked.said).toHaveLength(1);
});

test("after so many tries the question is given up by failed, without another error text", () => {
  const asked = stage(askNumber, { ...question, maxTries: 2 });
  expect(asked.outputs).toEqual(["success", "failed", "timeout", "idle"]);
  asked.enter();
  expect(asked.answer("old")).toBe("asking");
  expect(asked.answer("very old")).toBe("failed");
  expect(asked.said).toHaveLength(2);
});

test("a valid last try counts", () => {
  const asked = stage(askNumber, { ...question, maxTries: 2 });
  asked.enter();
  asked.answer("old");
  expect(asked.answer("81")).toBe("success");
});

test("a text that does not fit the declared type of its field is asked for again, and noted", () => {
  const asked = stage(askText, question, { declared: { age: "integer" } });
  asked.enter();
  expect(asked.answer("old")).toBe("asking");
  expect(asked.traces).toMatchObject([{ kind: "error", code: "field-refused" }]);
  expect(asked.answer("81")).toBe("success");
  expect(asked.fields).toEqual({ age: 81 });
});

test("a choice that its field refuses goes on, for it would be refused for ever", () => {
  const choice = { text: "?", field: "age", options: [{ id: "old", label: "Old" }] };
  const asked = stage(buttons, choice, { declared: { age: "integer" } });
  asked.enter();
  expect(asked.answer("Old")).toBe("old");
  expect(asked.traces).toMatchObject([{ code: "field-refused" }]);
});

test("the fields that a question reads and writes are named once each", () => {
  const params = askDate.schema.parse({ ...question, minDate: "@today", maxDate: "@last_day" });
  const { reads, writes } = askDate.references(params);
  expect(reads).toEqual(["name", "today", "last_day"]);
  expect(writes).toEqual(["age"]);
});

test.each(["", "Age", "my age", "__proto__", "constructor", "a".repeat(65)])(
  "%j is no field to store an answer in",
  (field) => {
    expect(askNumber.schema.safeParse({ ...question, field }).success).toBe(false);
  },
);

test.each([
  { timeoutSeconds: 0 },
  { idleSeconds: -1 },
  { idleSeconds: Number.POSITIVE_INFINITY },
  { maxTries: 0 },
  { maxTries: 1.5 },
  { text: "" },
  { errorText: "" },
  { surprise: true },
])("the parameters %j are refused", (params) => {
  expect(askNumber.schema.safeParse({ ...question, ...params }).success).toBe(false);
});

interface Kind {
  readonly kind: BlockKind<unknown, unknown>;
  readonly open: (more?: { readonly [name: string]: unknown }) => Stage;
}

const everyKind: readonly Kind[] = [
  kindOf(askText, { pattern: "(a|b+)*c?", maxChars: 4000 }),
  kindOf(askName, {}),
  kindOf(askEmail, {}),
  kindOf(askPhone, { country: "ES" }),
  kindOf(askNumber, { min: -5, max: 1e6, step: 0.5 }),
  kindOf(askDate, { format: "dd/MM/yyyy", maxDate: "@today" }),
  kindOf(askUrl, {}),
  kindOf(askYesNo, {}),
  kindOf(askFile, { extensions: ["pdf", "png"] }),
  kindOf(askRating, { scale: 10 }),
  kindOf(buttons, {
    options: [
      { id: "a", label: "A @name" },
      { id: "b", label: "B", value: 7 },
    ],
  }),
];

function kindOf<P, Q>(kind: BlockKind<P, Q>, own: { readonly [name: string]: unknown }): Kind {
  const params = { text: "?", field: "answer", ...own };
  const setting = { fields: { today: "2026-02-28", name: "Ann" } };
  return { kind, open: (more = {}) => stage(kind, { ...params, ...more }, setting) };
}

test("every kind of question of the catalogue is among those that are tested here", () => {
  const questions = blockKinds.filter(({ family }) => family === "ask");
  expect(everyKind.map(({ kind }) => kind.kind).toSorted()).toEqual(
    questions.map(({ kind }) => kind).toSorted(),
  );
});

test.each(everyKind)("$kind.kind is given up by timeout and by idle, wait or none", ({ open }) => {
  for (const [given, timers] of [
    [{}, []],
    [waits, ["timeout 600000", "idle 30000"]],
  ] as const) {
    const asked = open(given);
    expect(asked.outputs.slice(-2)).toEqual(["timeout", "idle"]);
    asked.enter();
    expect(asked.timers).toEqual(timers);
    expect(asked.receive({ kind: "timer", purpose: "timeout" })).toBe("timeout");
    expect(asked.receive({ kind: "timer", purpose: "idle" })).toBe("idle");
    expect(asked.fields).not.toHaveProperty("answer");
  }
});

const chatText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "1.234,5",
    "28/02/2026",
    "ann@example.org",
    "yes",
    "$0",
    "4/5",
    "a".repeat(32_768),
  ),
  fc.webUrl(),
);
const extra = fc.record({ answer: fc.jsonValue({ maxDepth: 3 }) });
const anyMessage = fc.oneof(
  fc.record({ type: fc.constant("text"), text: chatText, extra }),
  fc.record({ type: fc.constant("button"), text: chatText, payload: chatText }),
  fc.record({
    type: fc.constant("dialog"),
    title: chatText,
    options: fc.constant([]),
    url: chatText,
  }),
  fc.record({
    type: fc.constantFrom("image", "video", "audio", "document"),
    url: chatText,
    caption: chatText,
  }),
  fc.record({ type: fc.constant("iframe"), url: chatText }),
  fc.record({ type: fc.constant("location"), latitude: fc.double(), longitude: fc.double() }),
);

test.each(everyKind)(
  "$kind.kind takes every message there is, and leaves by an output it has",
  ({ open }) => {
    fc.assert(
      fc.property(fc.array(anyMessage, { minLength: 1, maxLength: 4 }), (messages) => {
        const asked = open();
        asked.enter();
        for (const message of messages) {
          const outcome = asked.answer(message as Message);
          if (outcome === "asking") continue;
          expect(asked.outputs).toContain(outcome);
          expect(asked.fields).toHaveProperty("answer");
          return;
        }
        expect(asked.fields).not.toHaveProperty("answer");
        expect(asked.said).toHaveLength(messages.length + 1);
      }),
      { numRuns: 200 },
    );
  },
);

test.each(everyKind)("$kind.kind answers 32 KiB of anything at once", ({ open }) => {
  for (const unit of ["a", "@", "1,", ".", " ", "a.", "a@b.", "-", "\u0000", "😀"]) {
    const asked = open();
    asked.enter();
    const message = says(unit.repeat(32_768 / unit.length));
    const spent = cpuClock();
    asked.answer(message);
    expect(spent()).toBeLessThan(500);
  }
});

test.each(everyKind)("$kind.kind has parameters that JSON Schema can describe", ({ kind }) => {
  const described = z.toJSONSchema(kind.schema, { io: "input" });
  expect(described).toMatchObject({ type: "object", additionalProperties: false });
});

test("a question without options offers nothing to press", () => {
  const asked = stage(askNumber, question);
  asked.enter();
  expect(asked.labelOf("$0")).toBeNull();
  expect(asked.answer(presses("$0", "42"))).toBe("success");
});
