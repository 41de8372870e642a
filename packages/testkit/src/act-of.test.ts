import fc from "fast-check";
import { expect, test } from "vitest";
import { actOf } from "./act-of.ts";
import { type Act, answersHttp, goes, says } from "./acts.ts";
import { type Conversation, openConversation } from "./conversation.ts";
import { exampleFlow, someAct } from "./testing/some-acts.ts";

/** What can happen happens; the rest is told as its fault. */
function performAll(acts: readonly Act[]): {
  conversation: Conversation;
  faults: readonly string[];
} {
  const conversation = openConversation(exampleFlow("payment-wait"));
  const faults = acts.flatMap((act) => {
    try {
      act.perform(conversation);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  return { conversation, faults };
}

test("every act's line is one line, and reads as the same act", () => {
  fc.assert(
    fc.property(fc.array(someAct, { maxLength: 12 }), (acts) => {
      const lines = acts.map((act) => act.line);
      expect(lines.filter((line) => /[\n\r\u2028\u2029]/.test(line))).toEqual([]);
      const first = performAll(acts);
      const again = performAll(lines.map(actOf));
      expect(again.faults).toEqual(first.faults);
      expect(again.conversation.happenings).toEqual(first.conversation.happenings);
      expect(again.conversation.state()).toEqual(first.conversation.state());
    }),
    { numRuns: 300 },
  );
});

test.each([
  [says("Ann"), "says Ann"],
  [says("a\nb"), 'sends {"type":"text","text":"a\\nb"}'],
  [answersHttp({ status: 201, json: { ok: true } }), 'answers 201 {"ok":true}'],
  [answersHttp({ status: 503, text: "Busy" }), "answers 503 Busy"],
  [answersHttp({ status: 200, text: "[1]" }), 'answers {"status":200,"text":"[1]"}'],
  [goes("start"), 'goes "start"'],
  [goes(), "goes start"],
])("writes an act as people would where that is enough", (act, line) => {
  expect(act.line).toBe(line);
});

test("says which line it cannot read", () => {
  expect(() => actOf("dances")).toThrow('A transcript cannot say "dances".');
});
