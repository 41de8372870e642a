import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { blockName } from "../model/block-name.ts";
import { useBuilderState, useFlow } from "../use-builder.ts";

/** Everything that is wrong with the flow; a row shows the block. */
export function ProblemsPanel() {
  const problems = useBuilderState((state) => state.problems);
  const flow = useFlow();
  const { reveal } = useActions();
  if (problems.length === 0)
    return (
      <p className="problems-none">
        <CircleCheck size={16} aria-hidden />
        {t("Nothing is wrong: this can be published.")}
      </p>
    );
  return (
    <ul className="finds-list">
      {problems.map((problem, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew after each check
        <li key={at}>
          <button
            type="button"
            className="find"
            disabled={problem.block === undefined}
            onClick={() => problem.block !== undefined && reveal(problem.block)}
          >
            <span
              className={problem.isWarning ? "find-name problem-warns" : "find-name problem-fails"}
            >
              {problem.isWarning ? (
                <TriangleAlert size={14} aria-label={t("Warning")} />
              ) : (
                <CircleX size={14} aria-label={t("Error")} />
              )}
              <span className="find-words">
                {problem.block === undefined
                  ? problem.path || t("The flow")
                  : blockName(flow, problem.block)}
              </span>
            </span>
            <span className="problem-words">{problem.message}</span>
            <span className="find-excerpt">{problem.hint}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
