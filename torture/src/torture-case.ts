import type { Violation } from "./check/violation.ts";
import type { Tool } from "./harness/tools.ts";
import type { Random } from "./random.ts";

/** What a case is given: its own dice, a folder of its own, and a way to tell how far it is. */
export interface CaseContext {
  readonly random: Random;
  readonly folder: string;
  /** Within the time that every CI run has; if not, at the size that was promised. */
  readonly isQuick: boolean;
  readonly tell: (progress: string) => void;
}

/** What a case has proven. */
export interface CaseResult {
  /** Operations that were acknowledged and looked for afterwards. */
  readonly accepted: number;
  readonly violations: readonly Violation[];
  /** Figures worth reading, such as how often was killed. */
  readonly figures: { readonly [name: string]: string | number };
}

/** One fault under load. */
export interface TortureCase {
  readonly id: string;
  readonly title: string;
  readonly needs: readonly Tool[];
  /** Longer than this is a failure. */
  readonly mostSeconds: number;
  run(context: CaseContext): Promise<CaseResult>;
}
