import { type Flow, type Happening, loadFlow, newState } from "@parley/flow";
import { expect, test } from "vitest";
import { flowFile } from "../../open-test-product.ts";
import type { Conversation } from "../../ports/store.ts";
import { takeEvents } from "./take-events.ts";

const ask = (text: string, field: string, success?: string) => ({
  kind: "ask_text",
  params: { text, field },
  ...(success && { next: { success } }),
});

const first = flowFile({
  name: ask("Your name?", "name", "other"),
  other: { kind: "jump", params: { bot: 8 } },
});
const second = flowFile({ city: ask("Which city?", "city") });
const installation = { resumeUrl: () => "https://parley.test/" };
const flows: readonly Flow[] = [
  loadFlow(7, 1, first, installation),
  loadFlow(8, 1, second, installation),
];

const arrived: Conversation = {
  ...{ id: 1, uuid: "u", workspaceId: 1, channelId: 2, revision: 0, registeredUs: 1 },
  ...{ visitorKey: null, externalToken: null, isUnread: false, isOptedIn: false },
  ...{ lastEntryUs: null, lastReceivedUs: null, lastSentUs: null, lastText: null },
  state: newState(1, 7, 1),
};

const says = (text: string): Happening => ({
  kind: "customer-message",
  message: { type: "text", text },
});
const set = (name: string, value: string): Happening => ({
  kind: "set-fields",
  fields: { [name]: { type: "string", value } },
});
const assign: Happening = { kind: "assign", agent: { id: 5, name: "Bea" }, isForced: false };

/** Takes happenings where flows are at hand, or come later. */
function take(happenings: readonly Happening[], isAtHand: boolean) {
  const known = (bot: number) => {
    const flow = flows.find((it) => it.bot === bot);
    if (!flow) throw new Error(`There is no bot ${bot}.`);
    return flow;
  };
  return takeEvents(
    {
      flows: {
        running: (bot) => (isAtHand ? known(bot) : Promise.resolve(known(bot))),
        newest: async (bot) => known(bot),
        newestOf: async (_, bot) => known(bot),
        forgetNewest: () => {},
      },
      clock: { nowMs: () => 1_795_000_000_000, after: () => () => {} },
      chance: { seed: () => 1, uuid: () => "", secret: () => "" },
      agentIdleMs: async () => 60_000,
    },
    arrived,
    happenings,
    null,
  );
}

test("what is at hand is taken at once, without a promise", () => {
  const taken = take([{ kind: "start" }, set("plan", "Pro")], true);
  expect(taken).not.toBeInstanceOf(Promise);
  expect(taken).toMatchObject({ state: { bot: 7, fields: { plan: { value: "Pro" } } } });
});

const histories: readonly (readonly [string, readonly Happening[]])[] = [
  ["a newcomer", [{ kind: "start" }]],
  ["a jump, then an answer there", [{ kind: "start" }, says("Ann"), says("Oulu")]],
  ["a field, a jump, a field", [{ kind: "start" }, set("a", "1"), says("Ann"), set("b", "2")]],
  ["an agent in between", [{ kind: "start" }, says("Ann"), assign, says("Hello?"), set("a", "1")]],
];

test.each(histories)("what comes later leads to the same: %s", async (_, happenings) => {
  const [now, later] = [take(happenings, true), take(happenings, false)];
  expect(later).toBeInstanceOf(Promise);
  expect(await later).toEqual(await now);
  const { state, refused, entries } = await now;
  expect(refused).toBeUndefined();
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
  const hasJumped = happenings.length > 1;
  expect(state).toMatchObject({ bot: hasJumped ? 8 : 7, version: 1 });
  for (const it of happenings)
    if (it.kind === "set-fields") expect(state.fields).toMatchObject(it.fields);
});

test.each([true, false])(
  "one that is refused takes all with it, those before a wait too (at hand: %s)",
  async (isAtHand) => {
    const lost: Happening = { kind: "go", block: "nowhere", isLaunched: true };
    const taken = await take([{ kind: "start" }, says("Ann"), lost, set("a", "1")], isAtHand);
    expect(taken).toMatchObject({ refused: "unknown-block", entries: [], effects: [] });
    expect(taken.state).toBe(arrived.state);
  },
);
