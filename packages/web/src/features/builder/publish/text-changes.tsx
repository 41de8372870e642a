import { type FlowDocument, writeFlow } from "@parley/flow";
import { useMemo } from "react";
import { t } from "../../../ui/words.ts";
import { diffLines, hunksOf } from "../model/text-diff.ts";
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
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one comparison never move
          <div key={at} className="diff-gap">
            ⋯
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one comparison never move
          <div key={at} className={`diff-line diff-${line.kind}`}>
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
