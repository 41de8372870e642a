/** What an inspector can be told to answer, as people say it. */
export const answerPresets = {
  ok: { status: 200, delay_ms: 0 },
  failing: { status: 500, delay_ms: 0 },
  busy: { status: 503, delay_ms: 0 },
  gone: { status: 410, delay_ms: 0 },
  slow: { status: 200, delay_ms: 5_000 },
  silent: { status: 200, delay_ms: 60_000 },
} as const;
export type AnswerPreset = keyof typeof answerPresets;

export interface InspectorAnswers {
  readonly status: number;
  readonly delay_ms: number;
}

/** The name of what an inspector answers, if it has one. */
export function answerPresetOf({ status, delay_ms }: InspectorAnswers): AnswerPreset | "own" {
  const names: readonly AnswerPreset[] = ["ok", "failing", "busy", "gone", "slow", "silent"];
  const isIt = (name: AnswerPreset) =>
    answerPresets[name].status === status && answerPresets[name].delay_ms === delay_ms;
  return names.find(isIt) ?? "own";
}

/** The answers of a preset by its name. */
export function findAnswers(name: string): InspectorAnswers | undefined {
  return new Map<string, InspectorAnswers>(Object.entries(answerPresets)).get(name);
}
