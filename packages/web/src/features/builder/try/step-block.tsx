import type { HttpAnswer, HttpRequest, Trace } from "@parley/flow";
import { ChevronRight, CircleAlert, CircleCheck, Flag } from "lucide-react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import { outputLabel } from "../model/output-label.ts";
import { FieldChanges, valueText } from "./field-changes.tsx";
import type { BlockView } from "./model/act-view.ts";
import { flowOf, type Run } from "./model/run.ts";
import "./step-block.css";

export interface StepBlockProps {
  readonly run: Run;
  readonly block: BlockView;
}

/** One block's doing: a line that folds out to fields, request, answer and what an operator would read. */
export function StepBlock({ run, block }: StepBlockProps) {
  const flow = flowOf(run, block.bot);
  const written = flow.blocks[block.block];
  const hasProblem = block.trace.some(({ kind }) => kind === "error") || isFailure(block.answer);
  return (
    <details className="step-block">
      <summary>
        <ChevronRight className="step-block-fold" aria-hidden="true" />
        <KindIcon kind={written?.kind ?? ""} />
        <span className="step-block-name" title={blockName(flow, block.block)} dir="auto">
          {blockName(flow, block.block)}
        </span>
        {hasProblem && <CircleAlert className="step-block-alert" aria-label={t("Has a problem")} />}
        <span className="step-block-way">{wayOf(block, run)}</span>
      </summary>
      <div className="step-block-body">
        <Copyable label={t("Block")} text={block.block} />
        <FieldChanges changes={block.changes} />
        {block.request && <Request request={block.request} />}
        {block.answer && <Answer answer={block.answer} />}
        <Reads block={block} />
        {block.trace.map((it) => (
          <TraceLine key={`${it.kind} ${it.code} ${it.message}`} line={it} />
        ))}
      </div>
    </details>
  );
}

function wayOf({ output, block, bot, isParked }: BlockView, run: Run): string {
  if (isParked) return t("waits");
  if (output === null) return "";
  const written = flowOf(run, bot).blocks[block];
  return written ? outputLabel(written, output) : output;
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <p className="step-block-id">
      {label} <code>{text}</code>
    </p>
  );
}

function Request({ request }: { readonly request: HttpRequest }) {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <Part title={t("Request")}>
      <pre className="step-block-code">
        {[`${request.method} ${request.url}`, ...headers].join("\n")}
        {request.body !== null && `\n\n${pretty(request.body)}`}
      </pre>
    </Part>
  );
}

function Answer({ answer }: { readonly answer: HttpAnswer }) {
  if (answer.kind === "failed") {
    return <Part title={t("No answer: {reason}", { reason: answer.message })} />;
  }
  return (
    <Part title={t("Answer {status}", { status: answer.status })}>
      {answer.text !== "" && <pre className="step-block-code">{pretty(answer.text)}</pre>}
    </Part>
  );
}

/** What it read: the inputs of a formula, of a condition, of a text. */
function Reads({ block }: { readonly block: BlockView }) {
  if (block.reads.length === 0) return null;
  return (
    <Part title={t("It read")}>
      <dl className="step-block-reads">
        {block.reads.map(([name, value]) => (
          <div key={name}>
            <dt className="mono">@{name}</dt>
            <dd className="mono" dir="auto">
              {value === undefined ? t("empty") : valueText(value)}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: React.ReactNode;
}) {
  return (
    <section>
      <h4 className="step-block-title">{title}</h4>
      {children}
    </section>
  );
}

const traceIcons = { error: CircleAlert, discarded: CircleAlert, http: CircleCheck, goal: Flag };

function TraceLine({ line }: { readonly line: Trace }) {
  const Icon = traceIcons[line.kind];
  const words = line.kind === "goal" ? t("Reached {goal}", { goal: line.code }) : line.message;
  return (
    <p className={line.kind === "error" ? "step-block-trace step-block-fail" : "step-block-trace"}>
      <Icon aria-hidden="true" />
      {words}
    </p>
  );
}

function isFailure(answer: HttpAnswer | null): boolean {
  return answer !== null && (answer.kind === "failed" || answer.status >= 400);
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
