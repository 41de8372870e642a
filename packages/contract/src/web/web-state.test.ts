import { FlowDocument, loadFlow, newState } from "@parley/flow";
import { expect, test } from "vitest";
import { type PlacedState, webState } from "./web-state.ts";

const document = {
  format: 1,
  name: "Hi",
  start: "a",
  blocks: { a: { kind: "send_text", params: { text: "Hi" } } },
};
const flow = loadFlow(1_000_001, 1, FlowDocument.parse(document), {
  resumeUrl: () => "https://chat.example/v1/resume/token/",
});

function waiting(times: Omit<PlacedState, "state">): PlacedState {
  const cursor = { phase: "waiting", block: "a" } as const;
  return { state: { ...newState(10_000_001, 1_000_001, 1), cursor }, ...times };
}

test("counts a wait from the bot's last words, whatever the visitor says meanwhile", () => {
  const since = (lastSentUs: number | null, lastEntryUs: number | null) =>
    webState(waiting({ lastSentUs, lastEntryUs }), flow).waiting_since;
  expect(since(2_000_000, 2_000_000)).toBe(2);
  expect(since(2_000_000, 9_000_000)).toBe(2);
  expect(since(null, 9_000_000)).toBe(9);
  expect(since(null, null)).toBeUndefined();
});
