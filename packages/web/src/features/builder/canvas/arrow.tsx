import { BaseEdge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { memo } from "react";
import { arrowStubPx } from "../model/arrow-lanes.ts";
import { useBuilderState } from "../use-builder.ts";
import type { ArrowEdge } from "./canvas-nodes.ts";

const cornerPx = 12;

/** An arrow: accent where it is selected or a run has taken it, as strong as the traffic that takes it. */
export const Arrow = memo(function Arrow(props: EdgeProps<ArrowEdge>) {
  const { id, source, data, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } =
    props;
  const output = data?.output ?? "";
  const isAlive = useBuilderState(
    ({ overlay: { alive } }) =>
      alive?.arrows.some((it) => it.block === source && it.output === output) ?? false,
  );
  const share = useBuilderState(({ overlay: { heat }, history }) => {
    const most = heat?.[history.document.start]?.entered ?? 0;
    const left = heat?.[source]?.left[output];
    return heat && most > 0 ? Math.min(1, (left ?? 0) / most) : null;
  });
  const [path, labelX, labelY] = getSmoothStepPath({
    ...{ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition },
    borderRadius: cornerPx,
    offset: arrowStubPx,
    ...(data?.laneY !== undefined && { centerY: data.laneY }),
  });
  const count = useBuilderState(({ overlay: { heat } }) => heat?.[source]?.left[output] ?? null);
  return (
    <BaseEdge
      id={id}
      path={path}
      className={isAlive ? "arrow arrow-alive" : "arrow"}
      interactionWidth={20}
      markerEnd="url(#arrow-head)"
      {...(share !== null && { style: { strokeWidth: 1 + share * 7 } })}
      {...(count !== null && { label: String(count), labelX, labelY })}
      labelShowBg
      labelBgBorderRadius={4}
      labelBgPadding={[6, 2]}
    />
  );
});
