import type { BlockInsights, InsightsAnswer } from "@parley/contract";

const day = 86_400;
const since = Date.UTC(2026, 10, 16) / 1000;

/** A flow of four blocks, as a version's file has it. */
export const sampleFlow = {
  format: 1,
  name: "Sign-up",
  start: "hello",
  blocks: {
    bye: { kind: "goodbye", params: { text: "Bye" } },
    hello: { kind: "send_text", params: { text: "Hello" }, next: { success: "choose" } },
    choose: {
      kind: "buttons",
      name: "What shall it be?",
      params: {
        options: [
          { id: "tea", label: "Tea" },
          { id: "rum", label: "Rum" },
        ],
      },
      next: { tea: "mail", rum: "bye" },
    },
    mail: { kind: "ask_email", params: { text: "Where to?" }, next: { success: "bye" } },
  },
};

/** What happened on that flow. */
export const sampleBlocks: readonly BlockInsights[] = [
  {
    block: "hello",
    kind: "send_text",
    entered: 100,
    left: { success: 100 },
    waiting: 0,
    dropped: 0,
    ended: 0,
  },
  {
    block: "choose",
    kind: "buttons",
    entered: 100,
    left: { tea: 60, rum: 30 },
    waiting: 10,
    dropped: 4,
    ended: 0,
  },
  {
    block: "mail",
    kind: "ask_email",
    entered: 60,
    left: { success: 40 },
    waiting: 20,
    dropped: 18,
    ended: 0,
  },
  { block: "bye", kind: "goodbye", entered: 70, left: {}, waiting: 0, dropped: 0, ended: 0 },
  { block: "former", kind: "ask_phone", entered: 5, left: {}, waiting: 5, dropped: 5, ended: 0 },
];

/** A week of a bot. */
export function sampleInsights(change: Partial<InsightsAnswer> = {}): InsightsAnswer {
  const begun = [10, 20, 5, 15, 25, 15, 10];
  return {
    success: true,
    since,
    until: since + 7 * day,
    bucket: "day",
    counted_until: since + 7 * day,
    totals: {
      begun: 100,
      completed: 70,
      completion: 0.7,
      goals: 40,
      messages_in: 12_400,
      messages_out: 300,
      waiting: 35,
      dropped: 27,
      ended: 0,
    },
    time_to_complete: { count: 70, median_seconds: 125 },
    series: begun.map((count, at) => ({
      at: since + at * day,
      begun: count,
      completed: Math.floor(count / 2),
      messages_in: count * 2,
      messages_out: count * 3,
    })),
    blocks: [...sampleBlocks],
    answers: [],
    goals: [{ goal: "Order", blocks: ["mail"], reached: 40 }],
    response_times: { count: 0, mean_seconds: null, histogram: [], agents: [] },
    ...change,
  };
}
