import type { Hook } from "@parley/contract";
import { expect, test } from "vitest";
import { hookChanges, hookDraft } from "./hook-draft.ts";

const hook: Hook = {
  ...{ id: 1, uuid: "u", kind: "message", name: "Desk", url: "https://a.example/", channel_id: 5 },
  ...{ token: "s3cret", enabled: true, status: "active", notice: null, failing_since: null },
  ...{ ordering: "auto", legacy_strings: false, types: ["text", "button"], senders: [] },
  ...{ extra_events: ["finish"], created_at: 1, updated_at: 2 },
};

test("only what was changed is written", () => {
  const draft = hookDraft(hook);
  expect(hookChanges(hook, draft)).toEqual({});
  expect(hookChanges(hook, { ...draft, name: "Help desk", channel: "6" })).toEqual({
    ...{ name: "Help desk", channel_id: 6 },
  });
});

test("a token that was emptied is taken away, and the order of ticks is no change", () => {
  const draft = hookDraft(hook);
  expect(hookChanges(hook, { ...draft, token: "" })).toEqual({ token: null });
  expect(hookChanges(hook, { ...draft, types: ["button", "text"] })).toEqual({});
  expect(hookChanges(hook, { ...draft, types: [] })).toEqual({ types: [] });
});
