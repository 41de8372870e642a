import { expect, test } from "vitest";
import { blockOf, codesOf, type FakeWorld, fakeTurn } from "../outside-testing.ts";
import { wait } from "./wait.ts";

const waiting = { kind: "park", phase: "waiting" };

function enter(params: object, world: FakeWorld = {}) {
  const turn = fakeTurn(world);
  return { turn, outcome: wait.enter(blockOf(wait, { field: "payment", ...params }), turn) };
}

test("parks with a ticket and a timer of a day, unless told otherwise", () => {
  const { turn, outcome } = enter({});
  expect(outcome).toEqual(waiting);
  expect(turn.tickets).toEqual([86_400_000]);
  expect(turn.timers).toEqual([{ purpose: "timeout", delayMs: 86_400_000 }]);
  expect(turn.said).toEqual([]);
  expect(enter({ timeoutSeconds: 60 }).turn.tickets).toEqual([60_000]);
});

test("says its text when it begins to wait", () => {
  const { turn } = enter({ text: "Waiting for @name." }, { fields: { name: "Ann" } });
  expect(turn.said).toEqual([{ type: "text", text: "Waiting for Ann." }]);
});

test("keeps what the callback sent and goes on at resumed", () => {
  const turn = fakeTurn();
  const value = { status: "paid" };
  const outcome = wait.receive?.(blockOf(wait, { field: "payment" }), turn, {
    kind: "resumed",
    value,
  });
  expect(outcome).toEqual({ kind: "leave", output: "resumed" });
  expect(turn.fields.get("payment")).toEqual({ status: "paid" });
});

test("takes a call that came first without a wait and a word", () => {
  const { turn, outcome } = enter({ text: "Please wait." }, { early: { value: 42 } });
  expect(outcome).toEqual({ kind: "leave", output: "resumed" });
  expect(turn.fields.get("payment")).toBe(42);
  expect(turn.said).toEqual([]);
  expect(turn.timers).toEqual([]);
});

test("renders its text before it takes the ticket, so that @resume_url is its own", () => {
  const order: string[] = [];
  const base = fakeTurn();
  const turn = {
    ...base,
    scope: {
      ...base.scope,
      field(name: string) {
        order.push(`read ${name}`);
        return "https://parley.example/r/1";
      },
    },
    takeTicket() {
      order.push("take ticket");
      return {};
    },
  };
  wait.enter(blockOf(wait, { field: "payment", text: "Pay at @resume_url" }), turn);
  expect(order).toEqual(["read resume_url", "take ticket"]);
});

test("goes on at timeout when the time is over", () => {
  const signal = { kind: "timer", purpose: "timeout" } as const;
  const outcome = wait.receive?.(blockOf(wait, { field: "payment" }), fakeTurn(), signal);
  expect(outcome).toEqual({ kind: "leave", output: "timeout" });
});

test("keeps a value that does not fit its field as what it is, and says so", () => {
  const turn = fakeTurn({ declared: { payment: "integer" }, fields: { payment: 1 } });
  const signal = { kind: "resumed", value: "paid" } as const;
  const outcome = wait.receive?.(blockOf(wait, { field: "payment" }), turn, signal);
  expect(outcome).toEqual({ kind: "leave", output: "resumed" });
  expect(turn.fields.get("payment")).toBe("paid");
  expect(turn.traces.map(({ code }) => code)).toEqual(["value-kept-as-sent"]);
});

test("leaves a value that no field can take for the operator to find", () => {
  const turn = { ...fakeTurn(), setField: () => "There is no room." };
  const signal = { kind: "resumed", value: "paid" } as const;
  wait.receive?.(blockOf(wait, { field: "payment" }), turn, signal);
  expect(turn.traces).toMatchObject([{ code: "value-not-kept", detail: { value: "paid" } }]);
});

test("clears its field when the callback sent nothing", () => {
  const turn = fakeTurn({ fields: { payment: 1 } });
  const block = blockOf(wait, { field: "payment" });
  expect(wait.refuses?.(block, turn, null)).toBeNull();
  wait.receive?.(block, turn, { kind: "resumed", value: null });
  expect(turn.fields.has("payment")).toBe(false);
  expect(turn.traces).toEqual([]);
});

test("refuses what its field cannot hold before it is taken", () => {
  const turn = fakeTurn({ declared: { payment: "integer" } });
  const block = blockOf(wait, { field: "payment" });
  expect(wait.refuses?.(block, turn, "paid")).toContain("Expected a whole number");
  expect(wait.refuses?.(block, turn, 5)).toBeNull();
  expect(turn.fields.size).toBe(0);
});

test("goes on waiting whatever the customer says", () => {
  const signal = { kind: "answer", message: { type: "text", text: "hello?" } } as const;
  expect(wait.receive?.(blockOf(wait, { field: "payment" }), fakeTurn(), signal)).toEqual(waiting);
});

test("refuses a name that no field can have, and a wait of more than 30 days", () => {
  expect(codesOf(wait, { field: "__proto__" })).toEqual(["schema"]);
  expect(codesOf(wait, { field: "My Field" })).toEqual(["schema"]);
  expect(codesOf(wait, { field: "data", timeoutSeconds: 30 * 86_400 + 1 })).toEqual(["schema"]);
  expect(codesOf(wait, { field: "data" })).toEqual([]);
});
