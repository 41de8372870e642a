import type { FlowDocument } from "@parley/flow";
import { CircleX, PencilLine, TriangleAlert } from "lucide-react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import type { FoundProblem } from "../model/found-problem.ts";
import { groupProblems, type ProblemGroup } from "../model/problem-groups.ts";
import { type ProblemPlace, tellProblem } from "./told-problem.ts";
import "../../../ui/row-button.css";
import "./problem-list.css";

/** Leads to where a problem is mended. */
export type GoToProblem = (place: ProblemPlace) => void;

interface Leading {
  readonly flow: FlowDocument;
  /** Absent where there is no canvas to show it on. */
  readonly onGo?: GoToProblem | undefined;
}

/** Problems block by block, the heaviest first; each leads to its place. */
export function ProblemList({
  problems,
  ...leading
}: Leading & { readonly problems: readonly FoundProblem[] }) {
  return (
    <ul className="problem-groups">
      {groupProblems(problems).map((group) => (
        <Group key={group.block} group={group} {...leading} />
      ))}
    </ul>
  );
}

function Group({ group, ...leading }: Leading & { readonly group: ProblemGroup }) {
  const { flow } = leading;
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
            <Row problem={problem} {...leading} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Row({ problem, flow, onGo }: Leading & { readonly problem: FoundProblem }) {
  const { where, message, hint, place } = tellProblem(flow, problem);
  const words = (
    <>
      <Sign problem={problem} />
      <span className="problem-words" dir="auto">
        {where && <strong className="problem-where">{where}</strong>} {message}{" "}
        <span className="problem-hint">{hint}</span>
      </span>
    </>
  );
  if (!onGo || place === null) return <p className="problem">{words}</p>;
  return (
    <button type="button" className="row-button problem" onClick={() => onGo(place)}>
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
