import type { InsightsAnswer } from "@parley/contract";
import type { BotInsights } from "../../features/analytics/insights.ts";
import { responseSteps } from "../../features/analytics/response-steps.ts";
import type { CountTotal } from "../../ports/analytics.ts";
import type { AgentRecord } from "../../ports/records.ts";

/** How long customers waited for agents, of all and of each. */
export function presentResponses(
  { totals }: BotInsights,
  agents: readonly AgentRecord[],
): InsightsAnswer["response_times"] {
  const steps = totals.get("response") ?? [];
  const times = totals.get("response-ms") ?? [];
  const ids = [...new Set(steps.map(({ name }) => name))].sort((a, b) => Number(a) - Number(b));
  return {
    ...responsesOf(steps, times),
    agents: ids.map((id) => ({
      id: Number(id),
      name: agents.find((agent) => agent.id === Number(id))?.name ?? null,
      ...responsesOf(steps.filter(isOf(id)), times.filter(isOf(id))),
    })),
  };
}

const isOf =
  (id: string) =>
  ({ name }: CountTotal): boolean =>
    name === id;

function responsesOf(steps: readonly CountTotal[], times: readonly CountTotal[]) {
  const count = sum(steps);
  return {
    count,
    mean_seconds: count === 0 ? null : sum(times) / count / 1000,
    histogram: responseSteps.map((upTo, at) => ({
      up_to_seconds: upTo,
      count: sum(steps.filter(({ detail }) => detail === String(at))),
    })),
  };
}

const sum = (counts: readonly CountTotal[]): number =>
  counts.reduce((all, { count }) => all + count, 0);
