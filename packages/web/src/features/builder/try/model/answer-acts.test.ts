import { expect, test } from "vitest";
import { failedAnswer, realAnswer, writtenAnswer } from "./answer-acts.ts";
import type { OpenCall } from "./open-calls.ts";

const call = (params: unknown, named: OpenCall["named"] = {}): OpenCall => ({
  block: "pay",
  request: {
    method: "GET",
    url: "https://x.example/",
    headers: {},
    body: null,
    timeoutMs: 1,
    retries: 0,
  },
  isLate: false,
  named,
  test: { params, fields: {} },
});
const answered = (answer: object) =>
  ({
    success: true,
    request: { method: "GET", url: "", headers: {}, body: null },
    answer: { duration_ms: 4, ...answer },
  }) as const;

test("a real answer keeps its body, and those headers that the block keeps", () => {
  const save = [{ path: "$headers.Location", field: "place" }];
  const answer = answered({
    status: 201,
    json: { ok: true },
    headers: { location: "/1", date: "x" },
  });
  expect(realAnswer(call({}), answer).line).toBe('answers 201 {"ok":true}');
  expect(JSON.parse(realAnswer(call({ save }), answer).line.slice("answers ".length))).toEqual({
    ...{ status: 201, json: { ok: true }, headers: { location: "/1" } },
  });
});

test("text that the server did not take as JSON stays text", () => {
  const answer = answered({ status: 200, text: "[1]" });
  expect(realAnswer(call({}), answer).line).toBe('answers {"status":200,"text":"[1]"}');
});

test("a call that got no answer fails with the server's words", () => {
  const answer = answered({ error: "The server could not be reached." });
  expect(realAnswer(call({}), answer).line).toBe("fails The server could not be reached.");
});

test("an answer by hand is JSON where it reads as JSON, and goes to the call that is meant", () => {
  expect(writtenAnswer(call({}), 200, ' {"a": 1} ').line).toBe('answers 200 {"a":1}');
  expect(writtenAnswer(call({}), 503, "Busy").line).toBe("answers 503 Busy");
  expect(writtenAnswer(call({}, { block: "pay" }), 200, "").line).toContain('"block":"pay"');
  expect(failedAnswer(call({}, { block: "pay" })).line).toBe(
    'fails {"reason":"timeout","block":"pay"}',
  );
});
