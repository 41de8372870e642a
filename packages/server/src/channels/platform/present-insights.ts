import type { BlockInsights, InsightsAnswer, InsightsPoint } from "@parley/contract";
import type { BotInsights } from "../../features/analytics/insights.ts";
import { hourMs, type InsightsRange } from "../../features/analytics/insights-range.ts";
import { medianSeconds } from "../../features/analytics/time-steps.ts";
import type { AgentRecord } from "../../ports/records.ts";
import { presentQuestions } from "./present-questions.ts";
import { presentResponses } from "./present-responses.ts";

/** What is told of insights beside the counts. */
export interface AroundInsights {
  readonly range: InsightsRange;
  readonly agents: readonly AgentRecord[];
  /** Whoever asks may read what customers wrote. */
  readonly mayReadWords: boolean;
}

/** What is counted of a bot, as the platform API shows it. */
export function presentInsights(insights: BotInsights, around: AroundInsights): InsightsAnswer {
  const { range, agents, mayReadWords } = around;
  const series = presentSeries(insights, range);
  const blocks = presentBlocks(insights);
  const goals = presentGoals(insights, blocks);
  return {
    success: true,
    since: secondsOf(range.fromHour),
    until: secondsOf(range.untilHour),
    bucket: range.bucketHours === 1 ? "hour" : "day",
    counted_until: insights.countedUntilMs / 1000,
    totals: totalsOf(series, blocks, sumOf(insights, "goals")),
    time_to_complete: timeToComplete(insights),
    series,
    blocks,
    answers: presentQuestions(insights, mayReadWords),
    goals,
    response_times: presentResponses(insights, agents),
  };
}

function totalsOf(
  series: readonly InsightsPoint[],
  blocks: readonly BlockInsights[],
  goals: number,
): InsightsAnswer["totals"] {
  const begun = sum(series.map((point) => point.begun));
  const completed = sum(series.map((point) => point.completed));
  return {
    ...{ begun, completed, completion: begun === 0 ? null : completed / begun, goals },
    messages_in: sum(series.map((point) => point.messages_in)),
    messages_out: sum(series.map((point) => point.messages_out)),
    waiting: sum(blocks.map(({ waiting }) => waiting)),
    dropped: sum(blocks.map(({ dropped }) => dropped)),
    ended: sum(blocks.map(({ ended }) => ended)),
  };
}

function timeToComplete({ totals }: BotInsights): InsightsAnswer["time_to_complete"] {
  const steps = (totals.get("completion") ?? []).map(({ detail, count }) => ({
    step: Number(detail),
    count,
  }));
  return { count: sum(steps.map(({ count }) => count)), median_seconds: medianSeconds(steps) };
}

function presentSeries({ series }: BotInsights, range: InsightsRange): InsightsPoint[] {
  const { fromHour, untilHour, bucketHours } = range;
  const sums = new Map<string, number>();
  for (const { hour, name, count } of series) {
    const key = `${Math.floor((hour - fromHour) / bucketHours)} ${name}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return Array.from({ length: (untilHour - fromHour) / bucketHours }, (_, at) => ({
    at: secondsOf(fromHour + at * bucketHours),
    begun: sums.get(`${at} begun`) ?? 0,
    completed: sums.get(`${at} completed`) ?? 0,
    messages_in: sums.get(`${at} in`) ?? 0,
    messages_out: sums.get(`${at} out`) ?? 0,
  }));
}

/** Every block that its flow has or that something was counted of, in the order of the flow. */
function presentBlocks({ blocks, totals, standings }: BotInsights): BlockInsights[] {
  const entered = totals.get("entered") ?? [];
  const left = totals.get("left") ?? [];
  const names = new Set([
    ...blocks.keys(),
    ...[...entered, ...left].map(({ name }) => name),
    ...standings.map(({ block }) => block),
  ]);
  return [...names].map((block) => {
    const standing = standings.filter((it) => it.block === block);
    const outputs = left.filter(({ name }) => name === block);
    return {
      block,
      kind: blocks.get(block)?.kind ?? null,
      entered: entered.find(({ name }) => name === block)?.count ?? 0,
      left: Object.fromEntries(outputs.map(({ detail, count }) => [detail, count])),
      waiting: sum(standing.map(({ waiting }) => waiting)),
      dropped: sum(standing.map(({ silent }) => silent)),
      ended: sum(standing.map((it) => it.ended)),
    };
  });
}

function presentGoals(
  { blocks }: BotInsights,
  counted: readonly BlockInsights[],
): InsightsAnswer["goals"] {
  const names = new Map<string, string[]>();
  for (const [block, { goal }] of blocks)
    if (goal !== null) names.set(goal, [...(names.get(goal) ?? []), block]);
  return [...names].map(([goal, goalBlocks]) => ({
    goal,
    blocks: goalBlocks,
    reached: sum(
      counted.filter(({ block }) => goalBlocks.includes(block)).map(({ entered }) => entered),
    ),
  }));
}

const sumOf = ({ series }: BotInsights, name: string): number =>
  sum(series.filter((it) => it.name === name).map(({ count }) => count));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const secondsOf = (hour: number): number => (hour * hourMs) / 1000;
