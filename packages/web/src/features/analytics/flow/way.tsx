import { BaseEdge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import type { WayEdge } from "./picture-nodes.ts";

/** A way between two cards, as thick as it is busy. */
export function Way(props: EdgeProps<WayEdge>) {
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, data } = props;
  const [path] = getSmoothStepPath({
    ...{ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition },
    borderRadius: 12,
  });
  const { widthPx = 1, count = 0 } = data ?? {};
  return (
    <BaseEdge
      path={path}
      interactionWidth={0}
      className={count > 0 ? "way" : "way way-none"}
      style={{ strokeWidth: widthPx }}
    />
  );
}
