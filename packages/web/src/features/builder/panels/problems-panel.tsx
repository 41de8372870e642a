import { CircleCheck, CircleX, PencilLine, TriangleAlert } from "lucide-react";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { blockName } from "../model/block-name.ts";
import type { FoundProblem } from "../model/found-problem.ts";
import { useBuilderState, useFlow } from "../use-builder.ts";

/** Everything that is wrong with the flow, then what is still to fill in; a row shows the block. */
export function ProblemsPanel() {
  const problems = useBuilderState((state) => state.problems);
  if (problems.length === 0)
    return (
      <p className="problems-none">
        <CircleCheck size={16} aria-hidden />
        {t("Nothing is wrong: this can be published.")}
      </p>
    );
  const sorted = problems.toSorted((one, other) => weightOf(one) - weightOf(other));
  return (
    <ul className="finds-list">
      {sorted.map((problem) => (
        <li key={`${problem.path} ${problem.code} ${problem.message}`}>
          <ProblemRow problem={problem} />
        </li>
      ))}
    </ul>
  );
}

function ProblemRow({ problem }: { readonly problem: FoundProblem }) {
  const flow = useFlow();
  const { reveal } = useActions();
  const { block, path, message, hint } = problem;
  const [look, icon] = lookOf(problem);
  return (
    <button
      type="button"
      className="find"
      disabled={block === undefined}
      onClick={() => block !== undefined && reveal(block)}
    >
      <span className={`find-name ${look}`}>
        {icon}
        <span className="find-words" dir="auto">
          {block === undefined ? path || t("The flow") : blockName(flow, block)}
        </span>
      </span>
      <span className="problem-words">{message}</span>
      <span className="find-excerpt">{hint}</span>
    </button>
  );
}

function lookOf({ isToFill, isWarning }: FoundProblem) {
  if (isToFill)
    return [
      "problem-fills",
      <PencilLine key="f" size={14} aria-label={t("To fill in")} />,
    ] as const;
  return isWarning
    ? (["problem-warns", <TriangleAlert key="w" size={14} aria-label={t("Warning")} />] as const)
    : (["problem-fails", <CircleX key="e" size={14} aria-label={t("Error")} />] as const);
}

/** What is wrong comes first, then what is to fill in, then what works but not as it was meant. */
function weightOf({ isToFill, isWarning }: FoundProblem): number {
  if (isWarning) return 2;
  return isToFill ? 1 : 0;
}
