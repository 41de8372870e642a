import { expect, test } from "vitest";
import type { Value } from "../expression/value.ts";
import { conditions } from "./conditions/conditions.ts";
import { formula } from "./formula/formula.ts";
import { blockOf, fakeTurn } from "./outside-testing.ts";
import { setField } from "./set-field/set-field.ts";
import { webhook } from "./webhook/webhook.ts";

/** The blocks of the flow that hands a payment to an outside service and goes on by its result. */
const prepare = blockOf(setField, { assignments: [{ field: "data", type: "object", value: {} }] });
const request = blockOf(webhook, {
  url: "https://pay.example.org/start",
  body: {
    kind: "json",
    template:
      '{"bot_id": 1010178, "block_id": "Nkqgn6xkf", "customer_id": @id, "email": "@email", "data": @data}',
  },
});
const extract = blockOf(formula, { formula: 'GetValue(@data, "status")', field: "status" });
const choose = blockOf(conditions, {
  groups: [{ rules: [{ left: "status", operator: "equal", right: "paid" }] }],
});

function begin() {
  const turn = fakeTurn({ id: 10_000_001, fields: { email: "ann@example.org" } });
  expect(setField.enter(prepare, turn)).toEqual({ kind: "leave", output: "success" });
  expect(webhook.enter(request, turn)).toEqual({ kind: "park", phase: "calling" });
  return turn;
}

function resumeWith(data: Value) {
  const turn = begin();
  // The service sets the field by the API, then lets the flow go on at the Formula block.
  turn.fields.set("data", data);
  const computed = formula.enter(extract, turn);
  const chosen = conditions.enter(choose, turn);
  return { turn, computed, chosen };
}

test("hands the service what it needs to come back: bot, block and customer, with types kept", () => {
  const turn = begin();
  expect(JSON.parse(turn.calls[0]?.body ?? "")).toEqual({
    bot_id: 1_010_178,
    block_id: "Nkqgn6xkf",
    customer_id: 10_000_001,
    email: "ann@example.org",
    data: {},
  });
});

test("goes on to the wait message when the service has taken the request", () => {
  const turn = begin();
  const answer = { kind: "answered", status: 202, headers: {}, text: "", durationMs: 40 } as const;
  const outcome = webhook.receive?.(request, turn, { kind: "http", answer });
  expect(outcome).toEqual({ kind: "leave", output: "success" });
  expect(turn.fields.get("data")).toEqual({});
});

test("finds the status in what the service set, and chooses the message by it", () => {
  const { turn, computed, chosen } = resumeWith({ status: "paid" });
  expect(computed).toEqual({ kind: "leave", output: "success" });
  expect(turn.fields.get("status")).toBe("paid");
  expect(chosen).toEqual({ kind: "leave", output: "true" });
  expect(resumeWith({ status: "refused" }).chosen).toEqual({ kind: "leave", output: "false" });
});

test("goes on at failed when the flow went on before the service had set anything", () => {
  const { turn, computed, chosen } = resumeWith({});
  expect(computed).toEqual({ kind: "leave", output: "failed" });
  expect(chosen).toEqual({ kind: "leave", output: "false" });
  expect(turn.traces.map(({ code }) => code)).toEqual(["missing-key"]);
});
