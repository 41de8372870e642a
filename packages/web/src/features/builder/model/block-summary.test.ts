import type { BlockDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { blockSummary } from "./block-summary.ts";
import { outputLabel } from "./output-label.ts";

await speak("en");

const block = (kind: string, params: Record<string, unknown>): BlockDocument => ({
  kind,
  params,
  next: {},
});

test.each([
  [
    block("webhook", { method: "POST", url: "https://desk.example/payments?key=@key" }),
    "POST desk.example/payments",
  ],
  [
    block("formula", { formula: 'GetValue(@data, "status")', field: "status" }),
    '@status = GetValue(@data, "status")',
  ],
  [
    block("conditions", {
      groups: [
        {
          rules: [
            { left: "status", operator: "equal", right: "paid" },
            { left: "@a b", operator: "is_set" },
          ],
        },
      ],
    }),
    "@status = paid and @a b has a value",
  ],
  [
    block("set_field", {
      assignments: [
        { field: "data", value: {} },
        { field: "old", value: "UNSET" },
        { field: "c", value: 1 },
      ],
    }),
    "@data = {}\nClear @old",
  ],
  [block("wait", { field: "data", timeoutSeconds: 900 }), "Waits 15 minutes for @data"],
  [block("delay", { seconds: 5400 }), "1 hour 30 minutes"],
  [block("human_takeover", { agents: [1, 2] }), "2 agents"],
  [block("send_text", { text: "x".repeat(400) }), `${"x".repeat(159)}…`],
  [block("of the future", { text: "Kept" }), "Kept"],
])("says of %j what it does", (it, words) => expect(blockSummary(it)).toBe(words));

test.each([
  [block("buttons", { text: "?", options: [{ id: "a", label: "Try again" }] }), "a", "Try again"],
  [block("ask_yes_no", { text: "?", field: "x", yesLabel: "Sure" }), "yes", "Sure"],
  [
    block("ab_test", {
      options: [
        { id: "a", weight: 30 },
        { id: "b", weight: 70 },
      ],
    }),
    "b",
    "B · 70 %",
  ],
  [block("wait", { field: "data", timeoutSeconds: 172_800 }), "timeout", "After 2 days"],
  [block("ask_text", { text: "?", field: "x", maxTries: 1 }), "failed", "After 1 try"],
  [
    block("webhook", { url: "https://x.example", routes: [{ status: "404", output: "gone" }] }),
    "gone",
    "gone",
  ],
])("calls the output of %j what it is", (it, output, words) =>
  expect(outputLabel(it, output)).toBe(words),
);
