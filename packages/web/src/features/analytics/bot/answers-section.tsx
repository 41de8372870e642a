import type { QuestionInsights } from "@parley/contract";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { t } from "../../../ui/words.ts";
import type { FlowOutline } from "../model/flow-outline.ts";
import { tellingOrder } from "../model/funnel.ts";
import { QuestionAnswers } from "./question-answers.tsx";
import "./answers-section.css";

export interface AnswersSectionProps {
  readonly answers: readonly QuestionInsights[];
  readonly outline: FlowOutline;
}

const firstShown = 6;

/** How each question was answered, in the order in which the flow asks. */
export function AnswersSection({ answers, outline }: AnswersSectionProps) {
  const [isWhole, setWhole] = useState(false);
  const order = new Map(tellingOrder(outline).map((id, at) => [id, at]));
  const placeOf = ({ block }: QuestionInsights) => order.get(block) ?? order.size;
  const asked = answers
    .filter(({ answered }) => answered > 0)
    .toSorted((a, b) => placeOf(a) - placeOf(b));
  if (asked.length === 0) return null;
  const shown = isWhole ? asked : asked.slice(0, firstShown);
  return (
    <Section
      title={t("Answers")}
      about={t("What people chose, wrote and rated, question by question.")}
    >
      <ul className="answers">
        {shown.map((question) => (
          <li key={question.block}>
            <QuestionAnswers question={question} block={outline.blocks.get(question.block)} />
          </li>
        ))}
      </ul>
      {shown.length < asked.length && (
        <Button look="quiet" className="answers-more" onClick={() => setWhole(true)}>
          {t("Show all {count} questions", { count: asked.length })}
        </Button>
      )}
    </Section>
  );
}
