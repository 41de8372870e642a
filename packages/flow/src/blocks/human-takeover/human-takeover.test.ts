import { expect, test } from "vitest";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { humanTakeover } from "./human-takeover.ts";

test("says its text, then looks among the selected agents", () => {
  const turn = fakeTurn({ fields: { name: "Ann" } });
  const block = blockOf(humanTakeover, { agents: [3, 5], text: "One moment, @name." });
  expect(humanTakeover.enter(block, turn)).toEqual({ kind: "park", phase: "assigning" });
  expect(turn.said).toEqual([{ type: "text", text: "One moment, Ann." }]);
  expect(turn.searches).toEqual([[3, 5]]);
});

test("looks among the whole workspace when anyone will do, without a word if none is set", () => {
  const turn = fakeTurn();
  humanTakeover.enter(blockOf(humanTakeover, { agents: "anyone" }), turn);
  expect(turn.searches).toEqual([null]);
  expect(turn.said).toEqual([]);
});

test("goes on at nobody when nobody is online", () => {
  const block = blockOf(humanTakeover, { agents: "anyone" });
  const outcome = humanTakeover.receive?.(block, fakeTurn(), { kind: "nobody-online" });
  expect(outcome).toEqual({ kind: "leave", output: "nobody" });
});

test("goes on looking when anything else reaches it", () => {
  const block = blockOf(humanTakeover, { agents: "anyone" });
  const turn = fakeTurn();
  const outcome = humanTakeover.receive?.(block, turn, { kind: "timer", purpose: "timeout" });
  expect(outcome).toEqual({ kind: "park", phase: "assigning" });
  expect(turn.searches).toEqual([]);
});

test("refuses an empty selection, which would never find anybody", () => {
  expect(codesOf(humanTakeover, { agents: [] })).toEqual(["no-agents"]);
  expect(codesOf(humanTakeover, { agents: [-1] })).toEqual(["schema"]);
  expect(codesOf(humanTakeover, { agents: "anyone" })).toEqual([]);
});

test("names the fields that its text reads", () => {
  expect(humanTakeover.references({ agents: "anyone", text: "Hello @name" }).reads).toEqual([
    "name",
  ]);
});
