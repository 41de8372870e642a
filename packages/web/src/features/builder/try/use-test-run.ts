import type { FlowDocument } from "@parley/flow";
import { checkTranscript, type TranscriptDifference } from "@parley/testkit";
import { useState } from "react";
import { type RunBot, worldOf } from "./model/run.ts";

/** How a test ended: `null`, the flow did what it says. */
export interface TestResult {
  readonly difference: TranscriptDifference | null;
}

/** What is played. */
interface Played {
  readonly id: number;
  readonly transcript: string;
}

/** Plays tests on a flow, one after the other; results of another flow or of another transcript are forgotten. */
export function useTestRun(
  flow: FlowDocument,
  bot: Omit<RunBot, "name">,
  tests: readonly Played[],
): {
  readonly results: ReadonlyMap<number, TestResult>;
  readonly isRunning: boolean;
  readonly runAll: () => void;
} {
  const [done, setDone] = useState<{
    readonly flow: FlowDocument | null;
    readonly of: ReadonlyMap<number, TestResult & { readonly transcript: string }>;
  }>({ flow: null, of: new Map() });
  const [isRunning, setRunning] = useState(false);

  const runAll = async () => {
    setRunning(true);
    const of = new Map<number, TestResult & { readonly transcript: string }>();
    for (const { id, transcript } of tests) {
      of.set(id, { transcript, difference: checkTranscript(flow, transcript, worldOf(bot)) });
      setDone({ flow, of: new Map(of) });
      // Many tests: the page stays alive between two of them.
      await new Promise((resolve) => setTimeout(resolve));
    }
    setRunning(false);
  };

  const isOfThis = ({ id, transcript }: Played) =>
    done.flow === flow && done.of.get(id)?.transcript === transcript;
  const known = tests.filter(isOfThis).flatMap(({ id }) => {
    const result = done.of.get(id);
    return result ? [[id, result] as const] : [];
  });
  return { results: new Map(known), isRunning, runAll: () => void runAll() };
}
