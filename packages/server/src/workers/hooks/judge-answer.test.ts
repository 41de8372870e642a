import { expect, test } from "vitest";
import type { Answered, Failed, FailureReason } from "../../ports/egress.ts";
import { judgeAnswer } from "./judge-answer.ts";

const nowMs = Date.UTC(2026, 10, 22);

const answered = (status: number, headers: Answered["headers"] = {}): Answered => ({
  ...{ kind: "answered", status, headers, body: new Uint8Array(), truncated: false },
  durationMs: 3,
});

const failed = (reason: FailureReason, sent: boolean): Failed => ({
  ...{ kind: "failed", reason, message: "", detail: "", sent, durationMs: 3 },
});

test.each([200, 201, 202, 204, 206, 299])("takes %i as delivered", (status) => {
  expect(judgeAnswer(answered(status), nowMs)).toEqual({ kind: "ok" });
});

test("takes 410 as the end", () => {
  expect(judgeAnswer(answered(410), nowMs)).toEqual({ kind: "gone" });
});

test.each([301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 408, 409, 413, 422, 451, 499])(
  "takes %i as refused",
  (status) => {
    const judged = judgeAnswer(answered(status, { "retry-after": "7" }), nowMs);
    expect(judged).toEqual({ kind: "failed", failure: "refused", retryAfterMs: null });
  },
);

test.each([429, 500, 502, 503, 504, 529, 599])(
  "takes %i as trouble of the receiver's",
  (status) => {
    expect(judgeAnswer(answered(status), nowMs)).toMatchObject({ failure: "troubled" });
  },
);

test("heeds Retry-After of 429 and 503 and of nothing else", () => {
  const waits = [429, 503, 500, 502, 404].map((status) => {
    const judged = judgeAnswer(answered(status, { "retry-after": "7" }), nowMs);
    return judged.kind === "failed" ? judged.retryAfterMs : judged;
  });
  expect(waits).toEqual([7_000, 7_000, null, null, null]);
});

test.each<[FailureReason, boolean, string]>([
  ["connect", false, "unreachable"],
  ["dns", false, "unreachable"],
  ["tls", false, "unreachable"],
  ["refused-by-policy", false, "unreachable"],
  ["timeout", false, "unreachable"],
  ["reset", false, "unreachable"],
  ["timeout", true, "silent"],
  ["reset", true, "troubled"],
  ["protocol", true, "troubled"],
  ["too-large", true, "troubled"],
])("takes %s (sent: %s) as %s", (reason, sent, failure) => {
  const judged = judgeAnswer(failed(reason, sent), nowMs);
  expect(judged).toEqual({ kind: "failed", failure, retryAfterMs: null });
});

test("counts nothing against the receiver when we gave up ourselves", () => {
  expect(judgeAnswer(failed("aborted", true), nowMs)).toEqual({ kind: "aborted" });
});
