import type { Violation } from "./check/violation.ts";
import type { Options } from "./options.ts";
import type { CaseOutcome } from "./run-case.ts";

/** The whole of a run. */
export interface Totals {
  readonly accepted: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly hasFailed: boolean;
}

/** Adds the outcomes up. */
export function totalsOf(outcomes: readonly CaseOutcome[]): Totals {
  const violations = outcomes.flatMap((it) => it.violations);
  return {
    accepted: outcomes.reduce((sum, it) => sum + it.accepted, 0),
    lost: violations.filter((it) => it.kind === "lost").length,
    duplicated: violations.filter((it) => it.kind === "duplicated").length,
    hasFailed: outcomes.some((it) => it.status === "failed"),
  };
}

/** Lists the outcomes, a line each. */
export function tableOf(outcomes: readonly CaseOutcome[]): string {
  const width = Math.max(...outcomes.map((it) => it.title.length));
  return outcomes
    .map(({ id, title, status, seconds, accepted, figures }) => {
      const shown = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
      const facts = [`${accepted} accepted`, ...shown].join(", ");
      return `${id.padEnd(5)}${title.padEnd(width + 2)}${status.padEnd(9)}${seconds.toFixed(1).padStart(6)} s  ${facts}`;
    })
    .join("\n");
}

const mostShown = 5;

/** Tells the broken promises of a run: the shortest history of each invariant of each case. */
export function failuresOf(
  outcomes: readonly CaseOutcome[],
  { seed, isQuick }: Pick<Options, "seed" | "isQuick">,
): string {
  const tier = isQuick ? "--quick " : "";
  return outcomes
    .filter((it) => it.status === "failed")
    .flatMap(({ id, violations, kept }) => [
      `\n${id} failed. Again: npm run torture -- ${tier}--seed ${seed} --only ${id}`,
      ...(kept === null ? [] : [`  what is left of it: ${kept}`]),
      ...shortest(violations).map(tellViolation),
    ])
    .join("\n");
}

/** The line that everything else is there for. */
export const lastLineOf = ({ accepted, lost, duplicated }: Totals): string =>
  `accepted ${accepted}, lost ${lost}, duplicated ${duplicated}`;

function shortest(violations: readonly Violation[]): readonly Violation[] {
  const best = new Map<string, Violation>();
  for (const it of violations) {
    const known = best.get(it.invariant);
    if (!known || it.history.length < known.history.length) best.set(it.invariant, it);
  }
  return [...best.values()].slice(0, mostShown);
}

const tellViolation = ({ invariant, what, history }: Violation): string =>
  [`  ${invariant}: ${what}`, ...history.slice(0, 20).map((line) => `    ${line}`)].join("\n");
