import { Clock, Ellipsis } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { t } from "../../../ui/words.ts";
import { elapsedWords, spanWords } from "./act-words.ts";
import { flowOf, type Run, type RunView } from "./model/run.ts";
import type { TryAction } from "./try-actions.ts";
import { waitWords } from "./wait-words.ts";
import "./run-bar.css";

export interface RunBarProps {
  readonly run: Run;
  readonly view: RunView;
  /** What would end the present wait. */
  readonly actions: readonly TryAction[];
  readonly anytime: readonly (TryAction | null)[];
  readonly isCalling: boolean;
  /** A form is open: its verb is the one that counts. */
  readonly isAsking: boolean;
}

/** Whose turn it is, since when, and what can be done about it. */
export function RunBar({ run, view, actions, anytime, isCalling, isAsking }: RunBarProps) {
  const isWaiting = view.wait !== null && view.wait.phase !== "asking" && view.holder === null;
  return (
    <section className="run-bar" aria-label={t("What happens next")}>
      <div className="run-bar-line" data-waiting={isWaiting || undefined}>
        <span className="run-bar-dot" aria-hidden="true" />
        <p className="run-bar-words" role="status">
          {waitWords(flowOf(run, view.bot), view)}
        </p>
        {isWaiting && <Elapsed view={view} />}
        <Menu
          trigger={
            <IconButton label={t("Let something happen")} icon={<Ellipsis />} size="small" />
          }
          items={anytime.map((it) => it && { label: it.label, onSelect: it.run })}
        />
      </div>
      {actions.length > 0 && (
        <div className="run-bar-actions">
          {actions.map((action, at) => (
            <Button
              key={action.label}
              size="small"
              look={at === 0 && !isAsking ? "primary" : "plain"}
              isBusy={isCalling && at === 0}
              onClick={action.run}
            >
              {action.label}
            </Button>
          ))}
          <Patience view={view} />
        </div>
      )}
    </section>
  );
}

/** How long it has been standing there: what the reader saw, and what the flow's clock was moved by. */
function Elapsed({ view }: { readonly view: RunView }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (view.wait === null) return null;
  const { seenMs, sinceMs } = view.wait;
  return (
    <time className="run-bar-time" role="timer">
      {elapsedWords(Math.max(0, nowMs - seenMs) + view.clockMs - sinceMs)}
    </time>
  );
}

function Patience({ view }: { readonly view: RunView }) {
  if (!view.wait?.timer) return null;
  return (
    <span className="run-bar-patience" title={t("Skip lets this time run out.")}>
      <Clock aria-hidden="true" />
      {t("runs out in {time}", { time: spanWords(view.wait.timer.inMs) })}
    </span>
  );
}
