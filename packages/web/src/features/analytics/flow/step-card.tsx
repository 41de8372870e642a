import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { t } from "../../../ui/words.ts";
import { Figure } from "../figure.tsx";
import { kindFamily } from "../model/block-kinds.ts";
import type { PictureOutput } from "../model/picture.ts";
import { percent } from "../model/write-figure.ts";
import { BlockIcon } from "./block-icon.tsx";
import type { CardNode } from "./picture-nodes.ts";
import { StepFigures } from "./step-figures.tsx";

/** A block with what happened there: how many came, how many went on and where, how many wait. */
export const StepCard = memo(function StepCard({ data: { card, isFocused } }: NodeProps<CardNode>) {
  const { row, isStart, outputs, heightPx } = card;
  const names = ["step", `step-${kindFamily(row.kind)}`];
  if (isFocused) names.push("step-focused");
  if (row.entered === 0) names.push("step-quiet");
  return (
    <article className={names.join(" ")} style={{ height: heightPx }}>
      {isStart && <span className="step-start">{t("Start")}</span>}
      <Handle type="target" position={Position.Left} className="step-entry" isConnectable={false} />
      <header className="step-head">
        <BlockIcon kind={row.kind} />
        <span className="step-name">
          <bdi>{row.name}</bdi>
        </span>
      </header>
      <div className="step-came" aria-hidden="true">
        <span style={{ width: `${row.share * 100}%` }} />
      </div>
      <StepFigures row={row} />
      <ul>
        {outputs.map((output) => (
          <Output key={output.id} output={output} />
        ))}
      </ul>
    </article>
  );
});

function Output({ output }: { readonly output: PictureOutput }) {
  const { id, label, count, share } = output;
  return (
    <li className={count > 0 ? "step-output" : "step-output step-output-none"}>
      <span className="step-output-label">
        <bdi>{label || t("Goes on")}</bdi>
      </span>
      <span className="step-output-count">
        <Figure count={count} />
      </span>
      <span className="step-output-share">{percent(share)}</span>
      <Handle
        type="source"
        id={id}
        position={Position.Right}
        className="step-exit"
        isConnectable={false}
      />
    </li>
  );
}
