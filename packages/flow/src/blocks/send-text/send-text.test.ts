import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { sendText } from "./send-text.ts";

test("the text is said with its fields filled in, and the flow goes on", () => {
  const sent = stage(sendText, { text: "Hi @name!" }, { fields: { name: "Ann" } });
  expect(sent.enter()).toBe("success");
  expect(sent.said).toEqual([{ type: "text", text: "Hi Ann!" }]);
});

test("the time that the bot seems to type rides along", () => {
  const sent = stage(sendText, { text: "Hi", typingSeconds: 2 });
  sent.enter();
  expect(sent.said).toEqual([{ type: "text", text: "Hi", extra: { typing_delay: 2 } }]);
});

test("a text that comes out empty is not said, and the flow goes on", () => {
  const sent = stage(sendText, { text: " @greeting " });
  expect(sent.enter()).toBe("success");
  expect(sent.said).toEqual([]);
});

test("the fields of the text are read", () => {
  expect(sendText.references({ text: "@a @b @a" })).toMatchObject({
    reads: ["a", "b"],
    writes: [],
  });
});

test.each([{ text: "" }, { text: "a".repeat(10_001) }, { text: "a", typingSeconds: 21 }])(
  "parameters out of bounds are refused (%#)",
  (params) => {
    expect(sendText.schema.safeParse(params).success).toBe(false);
  },
);
