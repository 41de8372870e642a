import type { FlowDocument } from "@parley/flow";
import { checkTranscript, type TranscriptDifference } from "@parley/testkit";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { meaningOf } from "./model/meaning-of.ts";
import { type RunBot, worldOf } from "./model/run.ts";

/** How a test ended. */
export interface TestResult {
  /** `null`: the flow did what the test says. */
  readonly difference: TranscriptDifference | null;
  /** The draft has changed since. */
  readonly isOlder: boolean;
}

/** What is played. */
interface Played {
  readonly id: number;
  readonly transcript: string;
}

interface Done {
  readonly difference: TranscriptDifference | null;
  readonly transcript: string;
  readonly meaning: string;
}

/** Plays tests on a flow, one after the other: all of them when they are first shown, then whenever it is asked for. */
export function useTestRun(
  flow: FlowDocument,
  bot: Omit<RunBot, "name">,
  tests: readonly Played[],
): {
  readonly results: ReadonlyMap<number, TestResult>;
  readonly isRunning: boolean;
  readonly runAll: () => void;
} {
  const [done, setDone] = useState<ReadonlyMap<number, Done>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const meaning = useMemo(() => meaningOf(flow), [flow]);

  const run = async (signal?: AbortSignal) => {
    setRunning(true);
    for (const { id, transcript } of tests) {
      if (signal?.aborted) return;
      const difference = checkTranscript(flow, transcript, worldOf(bot));
      setDone((before) => new Map(before).set(id, { difference, transcript, meaning }));
      // Many tests: the page stays alive between two of them.
      await new Promise((resolve) => setTimeout(resolve));
    }
    setRunning(false);
  };
  const runFirst = useEffectEvent(run);
  useEffect(() => {
    const stop = new AbortController();
    void runFirst(stop.signal);
    return () => stop.abort();
  }, []);

  const results = tests.flatMap(({ id, transcript }) => {
    const result = done.get(id);
    if (result?.transcript !== transcript) return [];
    const { difference } = result;
    return [[id, { difference, isOlder: result.meaning !== meaning }] as const];
  });
  return { results: new Map(results), isRunning, runAll: () => void run() };
}
