import type { HookDeliveryInFull } from "@parley/contract";
import { spokenLocale, t } from "../../../ui/words.ts";
import { type AttemptPoint, attemptLine, spanText } from "../model/attempt-line.ts";
import "./attempt-line.css";

export interface AttemptLineProps {
  readonly delivery: HookDeliveryInFull;
  /** The attempt that is looked at, from 1. */
  readonly chosen: number;
  readonly onChoose: (number: number) => void;
}

/** Attempts in the order of time, the waits between them, and when the next one is due. */
export function AttemptLine({ delivery, chosen, onChoose }: AttemptLineProps) {
  const points = attemptLine(delivery.attempts);
  return (
    <ol className="attempts">
      {points.map((point) => (
        <li key={point.number} className={`attempt attempt-${point.outcome}`}>
          {point.waited !== null && (
            <span className="attempt-wait">
              {t("{span} later", { span: spanText(point.waited) })}
            </span>
          )}
          <button
            type="button"
            className="attempt-button"
            aria-pressed={point.number === chosen}
            onClick={() => onChoose(point.number)}
          >
            <span className="attempt-dot" aria-hidden="true" />
            <span className="attempt-outcome">{outcomeWord(point)}</span>
            <span className="attempt-soft">{spanText(point.durationMs / 1000)}</span>
            <time className="attempt-time" dateTime={new Date(point.at * 1000).toISOString()}>
              {new Date(point.at * 1000).toLocaleString(spokenLocale(), {
                dateStyle: "short",
                timeStyle: "medium",
              })}
            </time>
          </button>
        </li>
      ))}
      <Next delivery={delivery} />
    </ol>
  );
}

function outcomeWord({ outcome, status }: AttemptPoint): string {
  if (outcome === "silent") return t("No answer");
  return outcome === "ok"
    ? t("{status} delivered", { status: status ?? 0 })
    : t("{status} refused", { status: status ?? 0 });
}

function Next({
  delivery: { status, next_attempt_at, attempts },
}: Pick<AttemptLineProps, "delivery">) {
  if (status === "ok") return null;
  if (status === "dead")
    return <li className="attempt-note">{t("Given up: it is not tried again.")}</li>;
  if (next_attempt_at !== null) {
    const time = new Date(next_attempt_at * 1000).toLocaleTimeString(spokenLocale());
    return <li className="attempt-note">{t("Next attempt at {time}", { time })}</li>;
  }
  return (
    <li className="attempt-note">
      {attempts.length > 0
        ? t("It is tried again when the MessageHook is on.")
        : t("It waits for an earlier one of its conversation, or for the MessageHook to be on.")}
    </li>
  );
}
