import { CircleAlert, CornerDownRight } from "lucide-react";
import { Fragment, useLayoutEffect, useRef } from "react";
import { t } from "../../../ui/words.ts";
import { actWords } from "./act-words.ts";
import { FieldChanges } from "./field-changes.tsx";
import type { ActView } from "./model/act-view.ts";
import { flowOf, type Run, type RunView } from "./model/run.ts";
import { StepBlock } from "./step-block.tsx";
import "./step-list.css";

export interface StepListProps {
  readonly run: Run;
  readonly view: RunView;
}

/** Everything that has happened, oldest first; each block folds out to what it did. */
export function StepList({ run, view }: StepListProps) {
  const list = useRef<HTMLElement>(null);
  const count = view.acts.length;
  useLayoutEffect(() => {
    // What has just happened is what one looks for.
    if (count > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section ref={list} className="steps" tabIndex={0} aria-label={t("Steps")}>
      <ol>
        {view.acts.map((act) => (
          <Step key={act.index} run={run} act={act} />
        ))}
      </ol>
    </section>
  );
}

function Step({ run, act }: { readonly run: Run; readonly act: ActView }) {
  const words = actWords(flowOf(run, act.bot), act.line);
  return (
    <li className="act">
      <div className="act-head">
        <h3 className="act-words" title={words} dir="auto">
          {words}
        </h3>
        <time className="act-time" dateTime={new Date(act.clockMs).toISOString()}>
          {clockWords(act.clockMs)}
        </time>
      </div>
      {act.refused !== null && (
        <p className="act-problem">
          <CircleAlert aria-hidden="true" />
          {t("Refused: {reason}", { reason: act.refused })}
        </p>
      )}
      <FieldChanges changes={act.changes} />
      {act.blocks.map((block, at) => (
        <Fragment key={block.key}>
          {block.bot !== (act.blocks[at - 1] ?? act).bot && <Elsewhere run={run} bot={block.bot} />}
          <StepBlock run={run} block={block} />
        </Fragment>
      ))}
      {act.trace.map((it) => (
        <p key={`${it.code} ${it.message}`} className="act-problem">
          <CircleAlert aria-hidden="true" />
          {it.message || it.code}
        </p>
      ))}
    </li>
  );
}

/** The flow goes on in another bot, or comes back from there. */
function Elsewhere({ run, bot }: { readonly run: Run; readonly bot: number }) {
  const other = run.bot.others?.get(bot);
  return (
    <p className="act-elsewhere" dir="auto">
      <CornerDownRight aria-hidden="true" />
      {other
        ? t("Goes on in {name}, published version {version}", {
            name: other.name,
            version: other.version,
          })
        : t("Goes on in {name}, this draft", { name: run.bot.name })}
    </p>
  );
}

/** The flow's own clock, which begins on a Monday morning. */
function clockWords(ms: number): string {
  const date = new Date(ms);
  return date.toLocaleString("en-GB", {
    ...{ weekday: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
    timeZone: "UTC",
  });
}
