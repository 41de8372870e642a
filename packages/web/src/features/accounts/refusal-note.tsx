import { useEffect, useState } from "react";
import { ApiError } from "../../data/api.ts";
import { Callout } from "../../ui/callout.tsx";
import { t } from "../../ui/words.ts";
import { serverWords } from "./server-words.ts";

export interface RefusalNoteProps {
  readonly error: unknown;
  /** What a status means on this form, where the answer's own words would say less. */
  readonly words?: Readonly<Record<number, string>>;
  /** Fields that show what is wrong with them themselves. */
  readonly fields?: readonly string[];
}

/** Why a form was refused, in place; with how long to wait where there were too many tries. */
export function RefusalNote({ error, words = {}, fields = [] }: RefusalNoteProps) {
  if (!error) return null;
  if (!(error instanceof ApiError)) return <Callout meaning="fail">{String(error)}</Callout>;
  const { status, message, retryAfterSeconds } = error;
  if (status === 429) return <TooManyTries key={String(error)} seconds={retryAfterSeconds ?? 60} />;
  if (status === 0)
    return (
      <Callout meaning="fail" title={t("The server cannot be reached")}>
        {t("Nothing was lost. Check the connection, then try again.")}
      </Callout>
    );
  if (Object.keys(error.fields).some((name) => fields.includes(name))) return null;
  return <Callout meaning="fail">{words[status] ?? serverWords(message)}</Callout>;
}

function TooManyTries({ seconds }: { readonly seconds: number }) {
  const left = useCountdown(seconds);
  return (
    <Callout meaning="wait" title={t("Too many tries")}>
      {left > 0
        ? t("Try again in {time}.", { time: minutesAndSeconds(left) })
        : t("Try again now.")}
    </Callout>
  );
}

/** Seconds that are left, from when it was first drawn. */
function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    const endMs = performance.now() + seconds * 1000;
    const timer = setInterval(
      () => setLeft(Math.max(0, Math.ceil((endMs - performance.now()) / 1000))),
      1000,
    );
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

/** 754 → `12:34`. */
const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
