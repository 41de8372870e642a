import { Fragment, useMemo } from "react";
import { type DiffLine, diffParts } from "../model/text-diff.ts";

export interface ChangedValueProps {
  /** `null`: there was none, or there is none any more. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A value as it was and as it is; of a long text, the words that differ. */
export function ChangedValue({ before, after }: ChangedValueProps) {
  const words = useMemo(() => wordsOf(before, after), [before, after]);
  return (
    <span className="change-values">
      {before !== null && (
        <del dir="auto" className={words ? "change-in-part" : undefined}>
          {words ? <Words words={words} side="removed" /> : before}
        </del>
      )}
      {after !== null && (
        <ins dir="auto" className={words ? "change-in-part" : undefined}>
          {words ? <Words words={words} side="added" /> : after}
        </ins>
      )}
    </span>
  );
}

function Words({
  words,
  side,
}: {
  readonly words: readonly DiffLine[];
  readonly side: "removed" | "added";
}) {
  return words
    .filter(({ kind }) => kind === "same" || kind === side)
    .map(({ kind, text, before, after }) => {
      if (kind === "same") return text;
      // A line through the space behind a word would lead into the next one.
      const word = text.trimEnd();
      return (
        <Fragment key={`${before} ${after}`}>
          <mark>{word}</mark>
          {text.slice(word.length)}
        </Fragment>
      );
    });
}

/** Up to here a value is seen at a glance: it stands as a whole. */
const longestGlance = 24;

/** Below this much in common two texts are read more easily one after the other. */
const leastInCommon = 0.4;

function wordsOf(before: string | null, after: string | null): readonly DiffLine[] | null {
  if (before === null || after === null) return null;
  if (Math.max(before.length, after.length) <= longestGlance) return null;
  const parts = diffParts(split(before), split(after));
  const same = parts.filter(({ kind }) => kind === "same");
  const shared = same.reduce((length, { text }) => length + text.trim().length, 0);
  return shared > leastInCommon * Math.max(before.length, after.length) ? parts : null;
}

const split = (text: string): readonly string[] => text.split(/(?<=\s)(?=\S)/);
