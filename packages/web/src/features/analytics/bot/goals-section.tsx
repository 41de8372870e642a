import type { InsightsAnswer } from "@parley/contract";
import { Section } from "../../../ui/section.tsx";
import { t } from "../../../ui/words.ts";
import { ChangeBadge } from "../change-badge.tsx";
import { Figure } from "../figure.tsx";
import { changeOf } from "../model/change.ts";
import { blockName, type FlowOutline } from "../model/flow-outline.ts";
import { percent } from "../model/write-figure.ts";
import { writeSpan } from "../model/write-moment.ts";
import "../../../ui/list.css";

export interface GoalsSectionProps {
  readonly insights: InsightsAnswer;
  readonly before: InsightsAnswer | undefined;
  readonly outline: FlowOutline;
}

/** How often each goal was reached, per conversation and beside the time before. */
export function GoalsSection({ insights, before, outline }: GoalsSectionProps) {
  const { goals, totals } = insights;
  if (goals.length === 0) return null;
  const former = new Map(before?.goals.map(({ goal, reached }) => [goal, reached]));
  const than = before ? writeSpan(before.since, before.until - 1, before.bucket) : "";
  return (
    <Section title={t("Goals")} about={t("What the flow is there for, as its Goal blocks say.")}>
      <table className="list insights-list">
        <thead>
          <tr>
            <th scope="col">{t("Goal")}</th>
            <th scope="col" className="insights-wide">
              {t("Blocks")}
            </th>
            <th scope="col" className="insights-number">
              {t("Reached")}
            </th>
            <th scope="col" className="insights-number">
              {t("Per conversation")}
            </th>
          </tr>
        </thead>
        <tbody>
          {goals.map(({ goal, blocks, reached }) => (
            <tr key={goal}>
              <td className="list-main" title={goal}>
                <bdi>{goal}</bdi>
              </td>
              <td className="list-soft insights-wide">
                {blocks.map((id) => blockName(outline, id)).join(", ")}
              </td>
              <td className="insights-number">
                <span className="insights-beside">
                  <ChangeBadge
                    change={changeOf(reached, before ? (former.get(goal) ?? 0) : null)}
                    than={than}
                  />
                  <Figure count={reached} />
                </span>
              </td>
              <td className="insights-number">
                {percent(totals.begun === 0 ? null : reached / totals.begun)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
