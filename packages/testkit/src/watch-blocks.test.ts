import { type Flow, step } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answersHttp, comes, says } from "./acts.ts";
import { loadTestFlow, openConversation } from "./conversation.ts";
import { given } from "./given.ts";
import { exampleFlow, someAct } from "./testing/some-acts.ts";

test("watching changes no step", () => {
  const plain: Flow = loadTestFlow(exampleFlow("payment-wait"));
  // Time stands still, so that each event can be given to the plain flow as it came.
  const timeless = someAct.filter(({ line }) => !line.startsWith("passes"));
  fc.assert(
    fc.property(fc.array(timeless, { maxLength: 12 }), (acts) => {
      const watched = openConversation(exampleFlow("payment-wait"));
      let state = watched.state();
      for (const act of acts) tryOut(() => act.perform(watched));
      for (const [at, happening] of watched.happenings.entries()) {
        const seed = Math.imul(1 + at + 1, 0x9e3779b1) >>> 0;
        const event = { ...happening, atMs: watched.nowMs(), seed, agentIdleMs: 0 };
        const wanted = step(plain, state, event);
        expect(watched.steps[at]).toEqual(wanted);
        state = wanted.state;
      }
    }),
    { numRuns: 200 },
  );
});

function tryOut(act: () => void): void {
  try {
    act();
  } catch {
    // Not everything can happen at every place.
  }
}

test("tells what each block did: fields before and after, words, the request, the way it left", () => {
  const { conversation } = given(exampleFlow("payment")).when(
    comes(),
    says("Ann"),
    says("ann@example.org"),
    answersHttp({ status: 201, json: { payment_id: "pay_1" } }),
  );
  const runs = conversation.blockRuns;
  const asked = runs.find(({ block, signal }) => block === "ask_name" && signal !== null);
  expect(asked?.changes).toContainEqual({
    ...{ name: "name", before: undefined, after: "Ann", problem: null },
  });
  expect(asked?.outcome).toMatchObject({ kind: "leave", output: "success" });
  const calling = runs.find(({ request }) => request !== null);
  expect(calling).toMatchObject({ outcome: { kind: "park", phase: "calling" }, signal: null });
  expect(calling?.reads.get("email")).toBe("ann@example.org");
  expect(calling?.request?.url).toMatch(/\/payments$/);
  const answered = runs.find(({ signal }) => signal?.kind === "http");
  expect(answered?.block).toBe(calling?.block);
  expect(answered?.trace).toMatchObject([{ kind: "http", code: "201" }]);
  expect(runs.every((run) => conversation.steps[run.step] !== undefined)).toBe(true);
});
