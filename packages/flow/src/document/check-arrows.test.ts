import { expect, test } from "vitest";
import { checkFlow } from "./check-flow.ts";

const hello = { kind: "send_text", params: { text: "Hi" } };
const ask = { kind: "ask_text", params: { text: "City?", field: "city" } };
const withBlocks = (blocks: object) => ({ format: 1, name: "Arrows", start: "hello", blocks });
const codesOf = (flow: unknown) => checkFlow(flow).problems.map(({ code }) => code);

test("warns of an arrow from a time-out that is not set", () => {
  const next = { success: "bye", timeout: "bye", idle: "bye" };
  const blocks = (params: object) =>
    withBlocks({ hello: { ...ask, params: { ...ask.params, ...params }, next }, bye: hello });
  expect(checkFlow(blocks({})).problems).toMatchObject([
    { path: "blocks.hello.next.timeout", code: "untaken-output", isWarning: true },
    {
      path: "blocks.hello.next.idle",
      code: "untaken-output",
      hint: expect.stringContaining("idleSeconds"),
    },
  ]);
  expect(codesOf(blocks({ timeoutSeconds: 60, idleSeconds: 30 }))).toEqual([]);
  const wait = {
    kind: "wait",
    params: { field: "answer" },
    next: { resumed: "bye", timeout: "bye" },
  };
  expect(codesOf(withBlocks({ hello: wait, bye: hello }))).toEqual([]);
});
