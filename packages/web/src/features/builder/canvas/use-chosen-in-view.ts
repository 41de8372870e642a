import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { cardBox } from "../model/card-box.ts";
import { useBuilder } from "../use-builder.ts";
import { useChosenBlock } from "../use-chosen-block.ts";
import { bringIntoView } from "./free-view.ts";

/** Keeps the block in sight that is chosen: its form lies over a part of the canvas. Dragging chooses nothing. */
export function useChosenInView(): void {
  const builder = useBuilder();
  const view = useReactFlow();
  const chosen = useChosenBlock();
  useEffect(() => {
    const box = chosen === null ? undefined : cardBox(builder.read().history.document, chosen);
    if (box) bringIntoView(view, box);
  }, [builder, view, chosen]);
}
