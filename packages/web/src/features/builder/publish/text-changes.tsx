import { type FlowDocument, writeFlow } from "@parley/flow";
import { useMemo } from "react";
import { t } from "../../../ui/words.ts";
import { type DiffLine, diffLines, hunksOf } from "../model/text-diff.ts";
import "./changes.css";

const sign = { same: " ", removed: "−", added: "+" } as const;

/** How two flows differ as files: what a review in a repository would show. */
export function TextChanges({
  before,
  after,
}: {
  readonly before: FlowDocument | null;
  readonly after: FlowDocument;
}) {
  const hunks = useMemo(
    () => hunksOf(diffLines(before ? writeFlow(before) : "", writeFlow(after))),
    [before, after],
  );
  if (hunks.every((line) => line === null))
    return <p className="changes-none">{t("Nothing differs.")}</p>;
  return (
    <section className="diff" aria-label={t("Text")}>
      {hunks.map((line, at) =>
        line === null ? (
          <div key={`gap before ${numbersOf(hunks[at + 1])}`} className="diff-gap">
            ⋯
          </div>
        ) : (
          <div key={numbersOf(line)} className={`diff-line diff-${line.kind}`}>
            <span className="diff-number">{line.before ?? ""}</span>
            <span className="diff-number">{line.after ?? ""}</span>
            <span className="diff-sign">{sign[line.kind]}</span>
            <code>{line.text}</code>
          </div>
        ),
      )}
    </section>
  );
}

/** A line's numbers are its name: no two lines have the same. */
function numbersOf(line: DiffLine | null | undefined): string {
  return line ? `${line.before} ${line.after}` : "the end";
}
