import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useState } from "react";
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
  useHandOnCanvas(useCallback(() => setOn(false), []));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that comes to the same block again shows it again
  useEffect(() => {
    const node = isOn && last !== null ? view.getNode(last) : undefined;
    if (!node) return;
    const { width = cardWidthPx, height = cardHeightPx } = node.measured ?? {};
    bringIntoView(view, { ...node.position, width, height });
  }, [view, isOn, last, steps]);
  return { isOn, toggle: () => setOn(!isOn) };
}

/** Tells when a wheel, a finger or a mouse moves the canvas; not when the Studio does, however soon after a hand. */
function useHandOnCanvas(tell: () => void): void {
  const store = useStoreApi();
  useEffect(() => {
    const stop = new AbortController();
    // What moves by itself moves without an event.
    const onMove = (event: Event | null) => event instanceof Event && tell();
    // One turn of the wheel is a start without a move, and a press of the mouse one of which no move may follow.
    const onMoveStart = (event: Event | null) => event?.type === "wheel" && tell();
    store.setState({ onMove, onMoveStart });
    const onOverview = ({ target }: Event) =>
      target instanceof Element && target.closest(".minimap") && tell();
    const listening = { signal: stop.signal, capture: true, passive: true };
    document.addEventListener("wheel", onOverview, listening);
    document.addEventListener("pointerdown", onOverview, listening);
    return () => {
      stop.abort();
      store.setState({ onMove: undefined, onMoveStart: undefined });
    };
  }, [store, tell]);
}
