import type { FlowDocument, FlowProblem } from "@parley/flow";
import { useEffect } from "react";
import type { Builder } from "../builder-state.ts";
import { vouchForOwnScripts } from "./vouch-for-own-scripts.ts";

const restMs = 200;

/** Somebody who checks flows, one after the other; only the last one's answer counts. */
interface Checker {
  check(flow: FlowDocument): void;
  close(): void;
}

/** Keeps the problems of the open flow up to date, a moment after each edit and beside the thread that draws. */
export function useProblems(builder: Builder): void {
  useEffect(() => {
    const checker = openChecker((problems) => builder.tellProblems(problems));
    let checked: FlowDocument | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      const { document } = builder.read().history;
      if (document === checked) return;
      checked = document;
      checker.check(document);
    };
    const stop = builder.listen(() => {
      if (builder.read().history.document === checked) return;
      clearTimeout(timer);
      timer = setTimeout(check, restMs);
    });
    check();
    return () => {
      clearTimeout(timer);
      stop();
      checker.close();
    };
  }, [builder]);
}

function openChecker(tell: (problems: readonly FlowProblem[]) => void): Checker {
  vouchForOwnScripts(location);
  const worker = new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
  let turn = 0;
  worker.addEventListener(
    "message",
    ({
      data,
    }: MessageEvent<{ readonly turn: number; readonly problems: readonly FlowProblem[] }>) => {
      if (data.turn === turn) tell(data.problems);
    },
  );
  return {
    check: (flow) => {
      turn += 1;
      worker.postMessage({ turn, flow });
    },
    close: () => worker.terminate(),
  };
}
