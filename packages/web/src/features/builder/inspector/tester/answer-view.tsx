import type { TestRequestAnswer } from "@parley/contract";
import { CircleAlert } from "lucide-react";
import { type JsonSteps, JsonTree } from "../../../../ui/code/json-tree.tsx";
import { t } from "../../../../ui/words.ts";
import { Fold } from "../forms/fold.tsx";
import { explainFailure } from "./explain-failure.ts";

export interface AnswerViewProps {
  readonly tested: TestRequestAnswer;
  readonly onPick: (steps: JsonSteps, value: unknown) => void;
}

/** What came back: status, time, headers and the body; a click on a value of the JSON picks it. */
export function AnswerView({ tested, onPick }: AnswerViewProps) {
  const { answer, request } = tested;
  return (
    <section className="tester-answer" aria-label={t("Answer")}>
      <p className="answer-line">
        <Status status={answer.status} />
        <span className="answer-time">{t("{count} ms", { count: answer.duration_ms })}</span>
      </p>
      {answer.error !== undefined && <Failure error={answer.error} url={request.url} />}
      {answer.json !== undefined ? (
        <>
          <p className="field-hint">{t("Click a value to keep it in a field.")}</p>
          <JsonTree value={answer.json} onPick={onPick} pickLabel={t("Keep")} />
        </>
      ) : (
        answer.text && <pre className="preview-body">{answer.text}</pre>
      )}
      <Headers title={t("Headers of the answer")} headers={answer.headers ?? {}} />
      <Headers title={t("Headers that were sent")} headers={request.headers} />
    </section>
  );
}

function Status({ status }: { readonly status: number | undefined }) {
  if (status === undefined) return <b className="answer-fail">{t("No answer")}</b>;
  const isGood = status >= 200 && status < 300;
  return (
    <b className={isGood ? "answer-ok" : "answer-fail"}>
      {isGood ? t("{status} OK", { status }) : t("{status} Failure", { status })}
    </b>
  );
}

function Failure({ error, url }: { readonly error: string; readonly url: string }) {
  return (
    <div className="answer-failure">
      <CircleAlert aria-hidden />
      <div>
        <p>{error}</p>
        <p className="field-hint">{explainFailure(error, url)}</p>
      </div>
    </div>
  );
}

interface HeadersProps {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
}

function Headers({ title, headers }: HeadersProps) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <Fold title={title} count={entries.length}>
      <dl className="answer-headers">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
