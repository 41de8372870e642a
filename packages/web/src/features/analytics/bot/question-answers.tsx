import type { QuestionInsights } from "@parley/contract";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { type Bar, Bars } from "../bars.tsx";
import { BlockIcon } from "../flow/block-icon.tsx";
import { Histogram } from "../histogram.tsx";
import { kindTitle } from "../model/block-kinds.ts";
import type { OutlineBlock } from "../model/flow-outline.ts";
import { exactCount, roughCount } from "../model/write-figure.ts";

export interface QuestionAnswersProps {
  readonly question: QuestionInsights;
  /** `undefined`: the flow that is shown does not have it. */
  readonly block: OutlineBlock | undefined;
}

const firstShown = 5;

/** One question with its answers: the most frequent ones, or numbers by size. */
export function QuestionAnswers({ question, block }: QuestionAnswersProps) {
  const { kind, answered, number } = question;
  return (
    <article className="answer">
      <header className="answer-head">
        <BlockIcon kind={kind} />
        <h3 className="answer-name">
          <bdi>{block?.name ?? kindTitle(kind)}</bdi>
        </h3>
        <span className="answer-count">
          {t("{count, plural, one {# answer} other {# answers}}", { count: answered })}
        </span>
      </header>
      {block?.says && (
        <p className="answer-words" dir="auto">
          {block.says}
        </p>
      )}
      {number ? <Numbers number={number} /> : <Values question={question} block={block} />}
    </article>
  );
}

function Values({ question, block }: QuestionAnswersProps) {
  const [isWhole, setWhole] = useState(false);
  const { values, other, answered } = question;
  if (values.length === 0)
    return (
      <p className="answer-private">
        {t("Answers to this question are about people, so they are counted and not listed.")}
      </p>
    );
  const shown = isWhole ? values : values.slice(0, firstShown);
  const hidden = values.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const rest = other + hidden;
  const labels = new Map(block?.outputs.map(({ id, label }) => [id, label]));
  const bars: readonly Bar[] = [
    ...shown.map(({ value, count }) => ({ label: labels.get(value) ?? value, count })),
    ...(rest > 0 ? [{ label: t("All others"), count: rest, isSoft: true }] : []),
  ];
  return (
    <>
      <Bars bars={bars} total={answered} />
      {shown.length < values.length && (
        <Button look="quiet" size="small" onClick={() => setWhole(true)}>
          {t("Show {count} more", { count: values.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Numbers({ number }: { readonly number: NonNullable<QuestionInsights["number"]> }) {
  const { mean, least, most, histogram } = number;
  const steps = histogram.map(({ from, to, count }) => ({
    label:
      from === to
        ? exactCount(from)
        : t("{from} to {to}", { from: exactCount(from), to: exactCount(to) }),
    mark: roughCount(from),
    count,
  }));
  return (
    <>
      <dl className="answer-facts">
        <div>
          <dt>{t("Mean")}</dt>
          <dd>{exactCount(mean)}</dd>
        </div>
        <div>
          <dt>{t("Least")}</dt>
          <dd>{exactCount(least)}</dd>
        </div>
        <div>
          <dt>{t("Most")}</dt>
          <dd>{exactCount(most)}</dd>
        </div>
      </dl>
      <Histogram label={t("How often each number was given")} steps={steps} />
    </>
  );
}
