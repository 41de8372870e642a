import { useOnViewportChange, useReactFlow } from "@xyflow/react";
import { useEffect, useRef, useState } from "react";
import { bringIntoView } from "../canvas/free-view.ts";
import { cardWidthPx } from "../model/card-size.ts";
import type { RunPath } from "./model/run-path.ts";

/** Whether the canvas goes along with a run. */
export interface Following {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

/** How long a movement of ours may take: what moves the canvas later is somebody's hand. */
const ownMoveMs = 300;
const cardHeightPx = 120;

/** Keeps the block that a run has come to in sight, until a hand moves the canvas; switched on again, it goes there. */
export function useFollow({ steps, last }: Pick<RunPath, "steps" | "last">): Following {
  const view = useReactFlow();
  const [isOn, setOn] = useState(true);
  const ourMoveEndsMs = useRef(0);
  const onMove = () => {
    if (performance.now() > ourMoveEndsMs.current) setOn(false);
  };
  // One turn of the wheel is a start without a change; a drag that began in our move is changes without a start.
  useOnViewportChange({ onStart: onMove, onChange: onMove });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that comes to the same block again shows it again
  useEffect(() => {
    const node = isOn && last !== null ? view.getNode(last) : undefined;
    if (!node) return;
    const { width = cardWidthPx, height = cardHeightPx } = node.measured ?? {};
    ourMoveEndsMs.current = performance.now() + ownMoveMs;
    bringIntoView(view, { ...node.position, width, height });
  }, [view, isOn, last, steps]);
  return { isOn, toggle: () => setOn(!isOn) };
}
