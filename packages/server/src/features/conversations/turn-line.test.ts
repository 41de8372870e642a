import { newState, type State, type Step } from "@parley/flow";
import { expect, test } from "vitest";
import type { Conversation } from "../../ports/store.ts";
import { turnLine } from "./turn-line.ts";

const before: Conversation = {
  ...{ id: 1, uuid: "u", workspaceId: 1, channelId: 2, revision: 1, registeredUs: 1 },
  ...{ visitorKey: null, externalToken: null, isUnread: false, isOptedIn: false },
  ...{ lastEntryUs: null, lastReceivedUs: null, lastSentUs: null, lastText: null },
  state: newState(1, 7, 2),
};

const stepTo = (state: Partial<State>, rest: Partial<Step> = {}): Step => ({
  ...{ entries: [], effects: [], trace: [] },
  ...{ state: { ...before.state, ...state }, ...rest },
});

const move = { bot: 7, version: 2, block: "a", isEntry: true, output: null };
const said = (author: "customer" | "bot", seq: number) => ({
  ...{ seq, author: { kind: author, id: 1 }, message: { type: "text", text: "x" } as const },
});

test("tells where the conversation is, what was said and which way it went", () => {
  const step = stepTo(
    { cursor: { phase: "asking", block: "a" } },
    {
      entries: [said("customer", 1), said("bot", 2), said("bot", 3)],
      trace: [{ kind: "goal", block: "g", code: "Sold", message: "" }],
      moves: [
        { ...move, block: "q", isEntry: false, output: "success", answer: 42 },
        { ...move, block: "g", output: "success" },
        move,
      ],
    },
  );
  expect(turnLine(before, step, 99)).toEqual({
    ...{ conversationId: 1, atMs: 99, botId: 7, version: 2 },
    facts: {
      ...{ at: "a", in: 1, out: 2, goals: 1 },
      moves: [
        ["q", 0, "success", "42"],
        ["g", 1, "success"],
        ["a", 1],
      ],
    },
  });
});

test("tells of a move in another bot whose it was", () => {
  const step = stepTo({ bot: 8, version: 1 }, { moves: [{ ...move, output: "jump" }] });
  expect(turnLine(before, step, 1)).toMatchObject({
    botId: 8,
    facts: { moves: [["a", 1, "jump", null, 7, 2]] },
  });
});

test("tells an answer as text, and of a long one only that it was given", () => {
  const answerOf = (answer: string | boolean | string[]) => {
    const step = stepTo({}, { moves: [{ ...move, output: "success", answer }] });
    return turnLine(before, step, 1)?.facts.moves?.[0]?.[3];
  };
  expect(answerOf(" Oslo ")).toBe("Oslo");
  expect(answerOf(true)).toBe("true");
  expect(answerOf(["a", "b"])).toBe('["a","b"]');
  expect(answerOf("x".repeat(81))).toBe("");
});

test("tells who came to hold the conversation, and that it was let go", () => {
  const ann = { id: 40, name: "Ann" };
  expect(turnLine(before, stepTo({ holder: ann }), 1)?.facts).toEqual({ holder: 40 });
  const held = { ...before, state: { ...before.state, holder: ann } };
  expect(turnLine(held, stepTo({ holder: null }), 1)?.facts).toEqual({ holder: 0 });
  expect(turnLine(held, stepTo({ holder: ann }), 1)).toBeUndefined();
});

test("tells nothing where nothing happened that is counted, nor of conversations without a bot", () => {
  expect(turnLine(before, stepTo({ lastInput: "x" }), 1)).toBeUndefined();
  const resting = stepTo({ bot: 0, version: 0 }, { entries: [said("customer", 1)] });
  expect(turnLine(before, resting, 1)).toBeUndefined();
});

test("tells that it stands at an end, and when that completes it", () => {
  const at = stepTo({ cursor: { phase: "dead-end", block: "a" } }, { moves: [move] });
  expect(turnLine(before, at, 1)?.facts).not.toHaveProperty("end");
  expect(turnLine(before, { ...at, ending: "loose" }, 1)?.facts).toMatchObject({ end: 1 });
  expect(turnLine(before, { ...at, ending: "complete" }, 1)?.facts).toMatchObject({ end: 2 });
});
