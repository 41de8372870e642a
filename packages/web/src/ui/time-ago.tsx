import { i18n } from "@lingui/core";
import { useSyncExternalStore } from "react";

const stepMs = 15_000;
const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A moment as *2 minutes ago*, with the exact one on hover; it keeps up with the clock. */
export function TimeAgo({ seconds }: { readonly seconds: number }) {
  const words = useAgo(seconds);
  const moment = new Date(seconds * 1000);
  const exact = moment.toLocaleString(i18n.locale || "en", {
    dateStyle: "medium",
    timeStyle: "medium",
  });
  return (
    <time dateTime={moment.toISOString()} title={exact}>
      {words}
    </time>
  );
}

/** How long ago a moment is, to be said within a sentence; it keeps up with the clock. */
export function useAgo(seconds: number): string {
  const now = useSyncExternalStore(everyStep, presentStep);
  return ago(seconds * 1000 - now, i18n.locale || "en");
}

/** Says how far a moment is from now, in the words of a language. */
export function ago(differenceMs: number, language: string): string {
  const seconds = Math.min(differenceMs / 1000, 0) || 0;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  // Within the first half minute it is now: a clock that ticks by seconds only distracts.
  if (Math.abs(seconds) < 30) return format.format(0, "second");
  return format.format(Math.round(seconds / size), unit);
}

const presentStep = (): number => Math.floor(Date.now() / stepMs) * stepMs + stepMs;

function everyStep(tell: () => void): () => void {
  const timer = setInterval(tell, stepMs);
  return () => clearInterval(timer);
}
