import { CircleX, PencilLine, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { groupProblems } from "../model/problem-groups.ts";
import { countProblems, type ProblemCount } from "../model/problems-by-block.ts";
import { type GoToProblem, ProblemList } from "../panels/problem-list.tsx";
import { useBuilderState, useFlow } from "../use-builder.ts";
import "./publish-problems.css";

/** So many that what changed is still in sight below. */
const mostShown = 6;

/** What keeps the flow from being published, and what is odd in it; each leads to its place. */
export function PublishProblems({ onGo }: { readonly onGo: GoToProblem }) {
  const problems = useBuilderState((state) => state.problems);
  const flow = useFlow();
  const [showsAll, setShowsAll] = useState(false);
  const heading = useId();
  if (problems.length === 0) return null;
  const sorted = groupProblems(problems).flatMap((group) => group.problems);
  const shown = showsAll ? sorted : sorted.slice(0, mostShown);
  const count = countProblems(problems);
  return (
    <section className="publish-problems" aria-labelledby={heading}>
      <h3 id={heading} className="publish-problems-head">
        <Sign count={count} />
        {headWords(count)}
      </h3>
      <ProblemList flow={flow} problems={shown} onGo={onGo} />
      {shown.length < sorted.length && (
        <Button size="small" look="quiet" onClick={() => setShowsAll(true)}>
          {t("Show all {count}", { count: sorted.length })}
        </Button>
      )}
    </section>
  );
}

function Sign({ count: { errors, toFill } }: { readonly count: ProblemCount }) {
  if (errors > 0) return <CircleX size={16} className="problem-fails" aria-hidden />;
  if (toFill > 0) return <PencilLine size={16} className="problem-fills" aria-hidden />;
  return <TriangleAlert size={16} className="problem-warns" aria-hidden />;
}

function headWords({ errors, toFill, warnings }: ProblemCount): string {
  if (errors > 0 && toFill > 0)
    return t(
      "{errors, plural, one {# problem} other {# problems}} and {toFill, plural, one {# place to fill in} other {# places to fill in}} keep this flow from being published.",
      { errors, toFill },
    );
  if (errors > 0)
    return t(
      "{count, plural, one {# problem keeps} other {# problems keep}} this flow from being published.",
      { count: errors },
    );
  if (toFill > 0)
    return t(
      "{count, plural, one {# place is} other {# places are}} to fill in before this flow can be published.",
      { count: toFill },
    );
  return t(
    "{count, plural, one {# warning: this flow} other {# warnings: this flow}} can be published all the same.",
    { count: warnings },
  );
}
