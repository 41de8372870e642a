import type { BlockDocument } from "@parley/flow";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Hourglass } from "lucide-react";
import { memo } from "react";
import { KindTile } from "../../../flow-look/kind-tile.tsx";
import { t } from "../../../ui/words.ts";
import { faceOf } from "../model/block-faces.ts";
import { blockName, titleOf } from "../model/block-name.ts";
import { hasRows } from "../model/card-size.ts";
import { outputLabel, outputName } from "../model/output-label.ts";
import { useBuilderState } from "../use-builder.ts";
import type { CardNode } from "./canvas-nodes.ts";
import { CardMenuButton } from "./card-menu-button.tsx";
import { HeatBar } from "./heat-bar.tsx";
import { ProblemDot } from "./problem-dot.tsx";
import { Worded } from "./worded.tsx";
import "../../../flow-look/card.css";
import "./block-card.css";

/** A block on the canvas: what kind it is, what it says or does, where one goes on from it. */
export const BlockCard = memo(function BlockCard({ id, data, selected }: NodeProps<CardNode>) {
  const { block, size, isStart } = data;
  const { kind, outputs } = faceOf(block);
  const family = kind?.family ?? "unknown";
  const title = titleOf(block);
  const aliveness = useBuilderState(({ overlay: { alive } }) => {
    if (alive?.waiting === id) return "card-waiting";
    return alive?.blocks.includes(id) ? "card-alive" : "";
  });
  const names = ["card", `family-${family}`, selected && "card-selected", aliveness];
  return (
    <article className={names.filter(Boolean).join(" ")} style={{ height: size.heightPx }}>
      {isStart && <span className="card-start">{t("Start")}</span>}
      <Handle
        type="target"
        position={Position.Left}
        className="card-entry"
        isConnectableStart={false}
      />
      <header className="card-head">
        <KindTile kind={block.kind} family={family} />
        <span className="card-name" dir="auto">
          {title}
        </span>
        {aliveness === "card-waiting" && (
          <span className="card-hourglass" title={t("Waits here")}>
            <Hourglass size={14} />
          </span>
        )}
        <ProblemDot block={id} />
        <CardMenuButton id={id} name={title} />
      </header>
      <HeatBar block={id} />
      <Body data={data} />
      {hasRows(outputs) ? (
        <ul className="card-outputs">
          {outputs.map((output) => (
            <li key={output} className="card-output">
              <span className="card-output-label" dir="auto">
                {outputLabel(block, output)}
              </span>
              <Exit block={block} output={output} className="card-exit" />
            </li>
          ))}
        </ul>
      ) : (
        outputs.map((output) => (
          <Exit key={output} block={block} output={output} className="card-exit card-exit-plain" />
        ))
      )}
    </article>
  );
});

/** The dot that an arrow is pulled out of. */
function Exit({
  block,
  output,
  className,
}: {
  readonly block: BlockDocument;
  readonly output: string;
  readonly className: string;
}) {
  const target = block.next[output];
  const to = useBuilderState(({ history }) =>
    target === undefined ? null : (history.document.blocks[target] ?? null),
  );
  const label = outputName(block, output, to);
  return (
    <Handle
      type="source"
      id={output}
      position={Position.Right}
      className={className}
      role="img"
      aria-label={label}
    />
  );
}

function Body({ data }: { readonly data: CardNode["data"] }) {
  const { block, body, size } = data;
  const jump = faceOf(block).jumps[0];
  const target = useBuilderState(({ history }) =>
    jump === undefined ? null : blockName(history.document, jump),
  );
  if (size.bodyLines === 0) return null;
  const isCode = block.kind === "formula" || block.kind === "webhook" || block.kind === "set_field";
  return (
    <div className={isCode ? "card-body card-code" : "card-body"} style={{ height: size.bodyPx }}>
      <p className="card-words" data-lines={size.bodyLines} dir="auto">
        <Worded text={target === null ? body : `→ ${target}`} />
      </p>
    </div>
  );
}
