import { CircleX, PencilLine, TriangleAlert } from "lucide-react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import type { FoundProblem } from "../model/found-problem.ts";
import { groupProblems, type ProblemGroup } from "../model/problem-groups.ts";
import { useFlow } from "../use-builder.ts";
import { tellProblem } from "./told-problem.ts";
import "../../../ui/row-button.css";
import "./problem-list.css";

/** Leads to a block, and to the parameter in it that a problem is about. */
export type GoToProblem = (block: string, param: readonly string[] | null) => void;

/** Problems block by block, the heaviest first; each leads to its place. */
export function ProblemList({
  problems,
  onGo,
}: {
  readonly problems: readonly FoundProblem[];
  readonly onGo: GoToProblem;
}) {
  return (
    <ul className="problem-groups">
      {groupProblems(problems).map((group) => (
        <Group key={group.block} group={group} onGo={onGo} />
      ))}
    </ul>
  );
}

function Group({ group, onGo }: { readonly group: ProblemGroup; readonly onGo: GoToProblem }) {
  const flow = useFlow();
  const { block } = group;
  return (
    <li className="problem-group">
      <p className="problem-block">
        {block !== null && <KindIcon kind={flow.blocks[block]?.kind ?? ""} />}
        <span dir="auto">{block === null ? t("The flow") : blockName(flow, block)}</span>
      </p>
      <ul>
        {group.problems.map((problem) => (
          <li key={`${problem.path} ${problem.code} ${problem.message}`}>
            <Row problem={problem} onGo={onGo} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Row({ problem, onGo }: { readonly problem: FoundProblem; readonly onGo: GoToProblem }) {
  const { block } = problem;
  const { where, message, hint, param } = tellProblem(useFlow(), problem);
  const words = (
    <>
      <Sign problem={problem} />
      <span className="problem-words" dir="auto">
        {where && <strong className="problem-where">{where}</strong>} {message}{" "}
        <span className="problem-hint">{hint}</span>
      </span>
    </>
  );
  // What is about the flow as a whole has no place on the canvas.
  if (block === undefined) return <p className="problem">{words}</p>;
  return (
    <button type="button" className="row-button problem" onClick={() => onGo(block, param)}>
      {words}
    </button>
  );
}

function Sign({ problem: { isToFill, isWarning } }: { readonly problem: FoundProblem }) {
  if (isToFill)
    return <PencilLine size={14} className="problem-fills" aria-label={t("To fill in")} />;
  return isWarning ? (
    <TriangleAlert size={14} className="problem-warns" aria-label={t("Warning")} />
  ) : (
    <CircleX size={14} className="problem-fails" aria-label={t("Error")} />
  );
}
