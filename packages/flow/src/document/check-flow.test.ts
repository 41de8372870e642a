import { expect, test } from "vitest";
import { checkFlow } from "./check-flow.ts";

const greeting = {
  format: 1,
  name: "Greeting",
  start: "hello",
  blocks: { hello: { kind: "send_text", params: { text: "Hello" }, next: {} } },
};

const codesOf = (input: unknown) => checkFlow(input).problems.map(({ code }) => code);

test("finds nothing wrong with a plain flow, and fills its defaults in", () => {
  const { document, problems } = checkFlow(greeting);
  expect(problems).toEqual([]);
  expect(document).toMatchObject({ timezone: "UTC", keywords: {}, fields: {} });
});

test.each([undefined, null, 1, "{}", [], {}, { format: 1 }, new Map()])(
  "says what is missing in %j instead of throwing",
  (input) => {
    const { document, problems } = checkFlow(input);
    expect(document).toBeNull();
    expect(problems.some(({ isWarning }) => !isWarning)).toBe(true);
  },
);

test("names the newest format it reads when a file comes from the future", () => {
  const [problem] = checkFlow({ ...greeting, format: 7 }).problems;
  expect(problem).toMatchObject({ path: "format", code: "future-format" });
  expect(problem?.message).toContain("the newest that this version reads is 1");
});

test("suggests the kind that was probably meant", () => {
  const blocks = { hello: { ...greeting.blocks.hello, kind: "sent_text" } };
  expect(checkFlow({ ...greeting, blocks })).toMatchObject({
    document: null,
    problems: [
      {
        path: "blocks.hello.kind",
        code: "unknown-kind",
        hint: "Did you mean send_text?",
        block: "hello",
      },
    ],
  });
});

test("calls a block that no arrow leads to reached only from outside", () => {
  const blocks = { ...greeting.blocks, paid: { kind: "send_text", params: { text: "Thanks" } } };
  const { document, problems } = checkFlow({ ...greeting, blocks });
  expect(document).not.toBeNull();
  expect(problems).toMatchObject([{ code: "outside-only", isWarning: true, block: "paid" }]);
});

test("reports an arrow to nowhere and one from an output that is not there", () => {
  const blocks = {
    hello: { ...greeting.blocks.hello, next: { success: "gone", sucess: "hello" } },
  };
  expect(codesOf({ ...greeting, blocks })).toEqual(["missing-block", "unknown-output"]);
});
