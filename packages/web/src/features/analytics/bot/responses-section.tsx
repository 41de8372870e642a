import type { InsightsAnswer } from "@parley/contract";
import { Section } from "../../../ui/section.tsx";
import { t } from "../../../ui/words.ts";
import { Figure } from "../figure.tsx";
import { Histogram } from "../histogram.tsx";
import { shareWithin, type Times, timeSteps } from "../model/response-steps.ts";
import { percent, writeDuration } from "../model/write-figure.ts";
import "./responses-section.css";

const promiseSeconds = 300;

/** How long customers waited for an agent's first words, over all and by agent. */
export function ResponsesSection({ times }: { readonly times: InsightsAnswer["response_times"] }) {
  if (times.count === 0) return null;
  return (
    <Section
      title={t("First response times")}
      about={t("From when a conversation comes to an agent to the agent's first message.")}
    >
      <div className="responses">
        <div>
          <p className="responses-mean">
            <span className="responses-figure">{meanOf(times)}</span>
            <span>
              {t("{count, plural, one {mean of # response} other {mean of # responses}}", {
                count: times.count,
              })}
            </span>
          </p>
          <Histogram label={t("Responses by time")} steps={timeSteps(times)} />
        </div>
        <Agents agents={times.agents} />
      </div>
    </Section>
  );
}

function Agents({ agents }: { readonly agents: InsightsAnswer["response_times"]["agents"] }) {
  const listed = agents.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  return (
    <table className="list insights-list">
      <thead>
        <tr>
          <th scope="col">{t("Agent")}</th>
          <th scope="col" className="insights-number">
            {t("Responses")}
          </th>
          <th scope="col" className="insights-number">
            {t("Within 5 min")}
          </th>
          <th scope="col" className="insights-number">
            {t("Mean")}
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map((agent) => (
          <tr key={agent.id}>
            <td className="list-main">
              <bdi>{agent.name ?? t("Former agent {id}", { id: agent.id })}</bdi>
            </td>
            <td className="insights-number">
              <Figure count={agent.count} />
            </td>
            <td className="insights-number">{percent(shareWithin(agent, promiseSeconds))}</td>
            <td className="insights-number">{meanOf(agent)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const meanOf = ({ mean_seconds }: Times): string =>
  mean_seconds === null ? "–" : writeDuration(mean_seconds);
