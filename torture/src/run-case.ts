import { rmSync } from "node:fs";
import type { Violation } from "./check/violation.ts";
import { diskFolder } from "./harness/scratch.ts";
import type { Options } from "./options.ts";
import { createRandom } from "./random.ts";
import type { CaseResult, TortureCase } from "./torture-case.ts";

/** How a case went. */
export interface CaseOutcome extends CaseResult {
  readonly id: string;
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly seconds: number;
  /** What is left of a failed case, to look at. */
  readonly kept: string | null;
}

const nothing = { accepted: 0, violations: [], figures: {}, seconds: 0, kept: null };

/** Runs a case in a folder of its own. Never throws: whatever goes wrong is in the outcome. */
export async function runCase(
  it: TortureCase,
  { seed, isQuick, mustRunAll }: Omit<Options, "only">,
  tell: (line: string) => void,
): Promise<CaseOutcome> {
  const { id, title } = it;
  const missing = it.needs.filter((tool) => !tool.isThere()).map((tool) => tool.debianPackage);
  if (missing.length > 0) {
    const what = `needs the Debian package ${missing.join(", ")}`;
    tell(`${id} ${mustRunAll ? "fails" : "is skipped"}: it ${what}`);
    const violations = mustRunAll ? [broken("tool", `${id} ${what}`)] : [];
    return { ...nothing, id, title, status: mustRunAll ? "failed" : "skipped", violations };
  }
  const folder = diskFolder(`torture-${id}-`);
  const beganMs = performance.now();
  const result = await withinTime(it, {
    ...{ folder, isQuick, random: createRandom(seed).fork(id) },
    tell: (progress) => tell(`${id} ${progress}`),
  });
  const hasFailed = result.violations.length > 0;
  if (!hasFailed) rmSync(folder, { recursive: true, force: true });
  return {
    ...{ id, title, ...result, status: hasFailed ? "failed" : "passed" },
    seconds: (performance.now() - beganMs) / 1000,
    kept: hasFailed ? folder : null,
  };
}

async function withinTime(
  it: TortureCase,
  context: Parameters<TortureCase["run"]>[0],
): Promise<CaseResult> {
  let overdue: NodeJS.Timeout | undefined;
  const late = new Promise<CaseResult>((resolve) => {
    const violation = broken("progress", `${it.id} took longer than ${it.mostSeconds} s`);
    const result = { accepted: 0, figures: {}, violations: [violation] };
    overdue = setTimeout(() => resolve(result), it.mostSeconds * 1000);
  });
  try {
    return await Promise.race([it.run(context), late]);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { accepted: 0, figures: {}, violations: [broken("progress", what)] };
  } finally {
    clearTimeout(overdue);
  }
}

const broken = (invariant: string, what: string): Violation => ({
  ...{ invariant, kind: "other", what, history: [] },
});
