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

const cardHeightPx = 120;

/** Keeps the block that a run has come to in sight, until a hand moves the canvas; switched on again, it goes there. */
export function useFollow({ steps, last }: Pick<RunPath, "steps" | "last">): Following {
  const view = useReactFlow();
  const [isOn, setOn] = useState(true);
  useHandOnCanvas(() => setOn(false));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that comes to the same block again shows it again
  useEffect(() => {
    const node = isOn && last !== null ? view.getNode(last) : undefined;
    if (!node) return;
    const { width = cardWidthPx, height = cardHeightPx } = node.measured ?? {};
    bringIntoView(view, { ...node.position, width, height });
  }, [view, isOn, last, steps]);
  return { isOn, toggle: () => setOn(!isOn) };
}

/** The canvas moves in the very event of the hand; what moves it at any other time is the Studio itself. */
const handMs = 200;

/** Tells when a wheel, a finger or a mouse moves the canvas. */
function useHandOnCanvas(tell: () => void): void {
  const handAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const stop = new AbortController();
    const note = ({ type, target, buttons }: MouseEvent) => {
      const isHand = type === "wheel" || buttons !== 0;
      if (isHand && target instanceof Element && target.closest(".canvas"))
        handAtMs.current = performance.now();
    };
    const listening = { signal: stop.signal, capture: true, passive: true };
    document.addEventListener("wheel", note, listening);
    document.addEventListener("pointermove", note, listening);
    return () => stop.abort();
  }, []);
  const onMove = () => {
    if (performance.now() - handAtMs.current < handMs) tell();
  };
  // One turn of the wheel is a start without a change.
  useOnViewportChange({ onStart: onMove, onChange: onMove });
}
