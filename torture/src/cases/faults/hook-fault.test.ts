import { expect, test } from "vitest";
import type { HookRequest, ShownDelivery } from "../../check/hooks/hook-run.ts";
import type { FaultOutcome } from "./hook-fault.ts";
import { secondAttempt, thirdAttempt, wrongDistances, wrongLog } from "./hook-fault.ts";
import { hanging, slowFaults } from "./slow-faults.ts";
import { redirectFaults, statusFaults } from "./status-faults.ts";

const request = (t: number, more: Partial<HookRequest> = {}): HookRequest => ({
  ...{ t, path: "/", nth: 1, body: "", conversationId: 1, seq: 1, eventId: "e", writtenMs: 0 },
  ...{ sender: "bot", webhookId: "e", timestamp: "", signature: "", trace: "" },
  ...{ authorization: "", answered: null, closedMs: null },
  ...more,
});

type Told = readonly (number | string)[];

const delivery = (...told: Told): ShownDelivery => ({
  ...{ id: "1-1", event_id: "e", seq: 1, run: 0, customer_id: 1, status: "ok" },
  next_attempt_at: null,
  attempts: told.map((what) => ({
    ...{ at: 0, duration_ms: 1 },
    status: typeof what === "number" ? what : null,
    error: typeof what === "number" ? null : what,
  })),
});

const outcome = (
  times: readonly number[],
  told: Told,
  more: Partial<FaultOutcome> = {},
): FaultOutcome => ({
  ...{ first: times.map((t) => request(t * 1000)), requests: [], delivery: delivery(...told) },
  hook: { status: "active", enabled: true, notice: null },
  ...more,
});

const named = (name: string) => {
  const found = [...statusFaults, ...slowFaults, ...redirectFaults("http://trap/")].find(
    (it) => it.name === name,
  );
  if (!found) throw new Error(`There is no fault ${name}.`);
  return found;
};

test("finds attempts that come too early, too late, too often or not at all", () => {
  const wrong = (...seconds: readonly number[]) =>
    wrongDistances(
      seconds.map((at) => request(at * 1000)),
      [secondAttempt, thirdAttempt],
    );
  expect(wrong(0, 1, 6)).toBeNull();
  expect(wrong(0, 0.5, 6)).toContain("0.50 s");
  expect(wrong(0, 1, 20)).not.toBeNull();
  expect(wrong(0, 1)).not.toBeNull();
  expect(wrong(0, 1, 6, 7)).not.toBeNull();
});

test("finds a log that says something else", () => {
  expect(wrongLog(delivery("Not followed.", 200), [/followed/, 200])).toBeNull();
  expect(wrongLog(delivery("Not followed.", 200), [/certificate/, 200])).toContain("Not followed.");
  expect(wrongLog(delivery(500), [500, 200])).not.toBeNull();
  expect(wrongLog(delivery(), [200])).toBe("the log says nothing");
});

test("wants a hook that is gone to say so, and to get nothing more", () => {
  const { wrong } = named("410");
  const notice = { code: "gone", message: "Gone." };
  const hook = { status: "gone", enabled: true, notice };
  expect(wrong(outcome([0], [410], { hook }))).toBeNull();
  expect(wrong(outcome([0], [410]))).toBe("the hook is active");
  expect(wrong(outcome([0, 1], [410], { hook }))).not.toBeNull();
});

test("wants Retry-After to be kept, and no more of it than a day", () => {
  expect(named("503 Retry-After seconds").wrong(outcome([0, 3.1], [503, 200]))).toBeNull();
  expect(named("503 Retry-After seconds").wrong(outcome([0, 1], [503, 200]))).not.toBeNull();
  const inHours = (hours: number) => ({
    delivery: { ...delivery(503), next_attempt_at: hours * 3600 },
  });
  expect(named("503 Retry-After 10^12").wrong(outcome([0], [], inHours(24)))).toBeNull();
  expect(named("503 Retry-After 10^12").wrong(outcome([0], [], inHours(240)))).not.toBeNull();
});

test("wants a silent request given up after 15 s, and its conversation to go on after 5 s", () => {
  const { wrong } = named("never answers");
  const silent = (endS: number, nextS: number) =>
    outcome([0], ["The server did not answer in time.", 200], {
      first: [request(0, { closedMs: endS * 1000 })],
      requests: [request(nextS * 1000, { seq: 2 })],
    });
  expect(wrong(silent(15.1, 5.1))).toBeNull();
  expect(wrong(silent(17, 5.1))).toBe("was given up after 17 s");
  expect(wrong(silent(15, 15))).toBe("the next message came 15.00 s later");
  expect(hanging.wrong(silent(15, 1))).not.toBeNull();
});
