import type { QuestionInsights } from "@parley/contract";
import type { BotInsights } from "../../features/analytics/insights.ts";

type Values = QuestionInsights["values"];

const mostValues = 20;
const histogramSteps = 10;
/** Outputs by which a question is left without an answer. */
const givenUp: ReadonlySet<string> = new Set(["failed", "timeout", "idle"]);
const numeric: ReadonlySet<string> = new Set(["ask_number", "ask_rating"]);

/** How each question was answered; what people wrote freely only for those who may read it. */
export function presentQuestions(
  { blocks, totals }: BotInsights,
  mayReadWords: boolean,
): QuestionInsights[] {
  const left = totals.get("left") ?? [];
  const answers = totals.get("answer") ?? [];
  return [...blocks].flatMap(([block, { kind, isQuestion, isFreeText }]) => {
    if (!isQuestion) return [];
    const through = left.filter(({ name, detail }) => name === block && !givenUp.has(detail));
    const answered = sum(through);
    const all: Values = answers
      .filter(({ name, detail }) => name === block && detail !== "")
      .map(({ detail: value, count }) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    const values = isFreeText && !mayReadWords ? [] : all.slice(0, mostValues);
    const other = Math.max(0, answered - sum(values));
    const number = numeric.has(kind) ? numberOf(all) : null;
    return [{ block, kind, answered, values, other, number }];
  });
}

function numberOf(values: Values): QuestionInsights["number"] {
  const numbers = values
    .map(({ value, count }) => ({ value: Number(value), count }))
    .filter(({ value }) => Number.isFinite(value));
  const count = sum(numbers);
  if (count === 0) return null;
  const least = Math.min(...numbers.map(({ value }) => value));
  const most = Math.max(...numbers.map(({ value }) => value));
  const total = numbers.reduce((all, { value, count: times }) => all + value * times, 0);
  return { count, mean: total / count, least, most, histogram: histogramOf(numbers, least, most) };
}

interface Counted {
  readonly value: number;
  readonly count: number;
}

/** Ten equal steps from the least to the most; one where all are the same. */
function histogramOf(numbers: readonly Counted[], least: number, most: number) {
  const steps = least === most ? 1 : histogramSteps;
  const width = (most - least) / steps;
  const counts = Array.from({ length: steps }, () => 0);
  for (const { value, count } of numbers) {
    const step = width === 0 ? 0 : Math.min(steps - 1, Math.floor((value - least) / width));
    counts[step] = (counts[step] ?? 0) + count;
  }
  return counts.map((count, step) => ({
    from: least + step * width,
    to: step === steps - 1 ? most : least + (step + 1) * width,
    count,
  }));
}

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);
