import { CircleCheck } from "lucide-react";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { useBuilderState, useFlow } from "../use-builder.ts";
import { ProblemList } from "./problem-list.tsx";

/** Everything that is wrong with the flow, then what is still to fill in; a row shows the place. */
export function ProblemsPanel() {
  const problems = useBuilderState((state) => state.problems);
  const flow = useFlow();
  const { goToProblem } = useActions();
  if (problems.length === 0)
    return (
      <p className="problems-none">
        <CircleCheck size={16} aria-hidden />
        {t("Nothing is wrong: this can be published.")}
      </p>
    );
  return <ProblemList flow={flow} problems={problems} onGo={goToProblem} />;
}
