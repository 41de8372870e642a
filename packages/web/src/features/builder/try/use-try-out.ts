import type { FlowDocument } from "@parley/flow";
import { useMemo, useState } from "react";
import { meaningOf } from "./model/meaning-of.ts";
import { openRun, type RunBot, type RunOpening } from "./model/run.ts";

/** A run of what the draft was when it began. */
export interface TryOut {
  readonly opening: RunOpening;
  /** Counts the beginnings. */
  readonly round: number;
  /** The draft means something else by now. */
  readonly isOlder: boolean;
  startAgain(): void;
}

/** Keeps a run going while the draft changes; it begins anew when it is told to. */
export function useTryOut(flow: FlowDocument, bot: RunBot): TryOut {
  const [begun, setBegun] = useState(() => begin(flow, bot, 1));
  const meaning = useMemo(() => meaningOf(flow), [flow]);
  return {
    opening: begun.opening,
    round: begun.round,
    isOlder: meaning !== begun.meaning,
    startAgain: () => setBegun(begin(flow, bot, begun.round + 1)),
  };
}

function begin(flow: FlowDocument, bot: RunBot, round: number) {
  const opening = openRun(flow, bot, { nowMs: Date.now });
  return { opening, round, meaning: meaningOf(flow) };
}
