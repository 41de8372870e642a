import type { FlowDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { onlyOpenEnd } from "./edit-arrows.ts";

const says = (next = {}) => ({ kind: "send_text", params: { text: "Hi" }, next });
const flowOf = (blocks: FlowDocument["blocks"]): FlowDocument => ({
  ...{ format: 1, name: "Ends", timezone: "UTC", language: "en", keywords: {}, fields: {} },
  ...{ start: "hello", blocks },
});

test("a flow that goes on at one place only has one loose end", () => {
  expect(onlyOpenEnd(flowOf({ hello: says() }))).toEqual({ block: "hello", output: "success" });
  const two = flowOf({ hello: says({ success: "on" }), on: says() });
  expect(onlyOpenEnd(two)).toEqual({ block: "on", output: "success" });
});

test("where there is a choice of loose ends, or none, nobody guesses", () => {
  const buttons = {
    kind: "buttons",
    params: {
      text: "?",
      options: [
        { id: "a", label: "A" },
        { id: "b", label: "B" },
      ],
    },
    next: {},
  };
  expect(onlyOpenEnd(flowOf({ hello: buttons }))).toBeNull();
  expect(onlyOpenEnd(flowOf({ hello: says(), loose: says() }))).toBeNull();
  const over = { kind: "goodbye", params: { text: "Bye" }, next: {} };
  expect(onlyOpenEnd(flowOf({ hello: says({ success: "bye" }), bye: over }))).toBeNull();
});
