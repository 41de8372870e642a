/** Upper ends of the steps that response times are counted in, in seconds; `null`: any longer. */
export const responseSteps: readonly (number | null)[] = [
  10,
  30,
  60,
  120,
  300,
  600,
  1_800,
  3_600,
  3 * 3_600,
  null,
];

/** The place of the step that a response time falls into. */
export function responseStep(tookMs: number): number {
  return responseSteps.findIndex((upTo) => upTo === null || tookMs <= upTo * 1_000);
}
