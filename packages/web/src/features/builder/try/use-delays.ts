import { useEffect } from "react";
import type { Run, RunView } from "./model/run.ts";
import { skips } from "./model/time-acts.ts";

/** Pauses up to this long are lived through; a longer one waits to be skipped. */
const patienceMs = 30_000;

/** Lets a bot's short pauses pass by themselves, as they do for a visitor. */
export function useDelays(run: Run, { wait, holder }: RunView): void {
  useEffect(() => {
    if (wait?.phase !== "delaying" || !wait.timer || holder) return;
    if (wait.timer.inMs > patienceMs) return;
    const skip = skips(wait);
    const timer = setTimeout(() => skip && run.perform(skip), wait.timer.inMs);
    return () => clearTimeout(timer);
  }, [run, wait, holder]);
}
