import { expect, test } from "vitest";
import { meaningOf } from "./meaning-of.ts";
import { parsedFlow } from "./testing/open-example.ts";

const blocks = {
  a: { kind: "send_text", params: { text: "Hi" }, next: { success: "b" } },
  b: { kind: "close", params: {}, next: {} },
};
const flow = parsedFlow(JSON.stringify({ format: 1, name: "Test", start: "a", blocks }));

test("a flow means the same wherever its blocks stand and in whatever order it is written", () => {
  const { a, b, ...others } = flow.blocks;
  if (!a || !b) throw new Error("The blocks are gone.");
  const { next, ...rest } = a;
  const layout = { a: { x: 8, y: 8 } };
  const other = { ...flow, layout, blocks: { ...others, b, a: { next, ...rest } } };
  expect(meaningOf(other)).toBe(meaningOf(flow));
});

test("it means something else once a word, an arrow or the order of options is another", () => {
  const options = (labels: string[]) => labels.map((label) => ({ id: label, label }));
  const asking = (labels: string[]) =>
    parsedFlow(
      JSON.stringify({
        ...{ format: 1, name: "Test", start: "a" },
        blocks: { a: { kind: "buttons", params: { text: "?", options: options(labels) } } },
      }),
    );
  expect(meaningOf(asking(["x", "y"]))).not.toBe(meaningOf(asking(["y", "x"])));
  expect(meaningOf({ ...flow, start: "b" })).not.toBe(meaningOf(flow));
});
