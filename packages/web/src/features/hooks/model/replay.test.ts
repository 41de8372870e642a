import { expect, test } from "vitest";
import { replayBody, replayPreview } from "./replay.ts";

const since = "2026-11-21T09:30:00.000Z";

test("a preview counts what came to be owed in that time, each once, without reading any", () => {
  const preview = replayPreview({
    since,
    until: "",
    customer: "10000001",
    url: "https://x.example",
  });
  expect(Object.fromEntries(new URLSearchParams(preview ?? ""))).toEqual({
    ...{ since, run: "0", limit: "0", customer_id: "10000001" },
  });
  expect(replayPreview({ since: "", until: since, customer: "", url: "" })).toBeNull();
});

test("what was left empty is not asked for", () => {
  expect(replayBody({ since, until: "", customer: "", url: "" })).toEqual({ since });
});
