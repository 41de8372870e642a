import { Panel, useReactFlow, useStore } from "@xyflow/react";
import { Maximize, Minus, Plus, Redo2, Undo2, Workflow } from "lucide-react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import { keyWords } from "../keys.ts";
import { useBuilder, useBuilderState } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";
import { fitFlow } from "./free-view.ts";

/** Zoom, fit, take back, arrange: what one reaches for while drawing. */
export function CanvasControls() {
  const view = useReactFlow();
  const actions = useActions();
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <Panel position="bottom-center" className="controls">
      <IconButton
        size="small"
        label={t("Zoom out")}
        keys="−"
        icon={<Minus />}
        onClick={() => void view.zoomOut()}
      />
      <button
        type="button"
        className="controls-zoom"
        onClick={() => void view.zoomTo(1)}
        aria-label={t("Zoom {zoom} %, back to 100 %", { zoom })}
      >
        {zoom} %
      </button>
      <IconButton
        size="small"
        label={t("Zoom in")}
        keys="+"
        icon={<Plus />}
        onClick={() => void view.zoomIn()}
      />
      <IconButton
        size="small"
        label={t("Zoom to fit")}
        keys="⇧1"
        icon={<Maximize />}
        onClick={() => fitFlow(view)}
      />
      {!actions.isReadOnly && <EditControls />}
    </Panel>
  );
}

function EditControls() {
  const builder = useBuilder();
  const actions = useActions();
  const undo = useBuilderState(({ history }) => history.undo.at(-1)?.label);
  const redo = useBuilderState(({ history }) => history.redo.at(-1)?.label);
  return (
    <>
      <span className="controls-line" />
      <IconButton
        size="small"
        label={undo === undefined ? t("Nothing to take back") : t("Undo: {what}", { what: undo })}
        keys={keyWords("⌘Z")}
        icon={<Undo2 />}
        disabled={undo === undefined}
        onClick={() => builder.undo()}
      />
      <IconButton
        size="small"
        label={redo === undefined ? t("Nothing to redo") : t("Redo: {what}", { what: redo })}
        keys={keyWords("⇧⌘Z")}
        icon={<Redo2 />}
        disabled={redo === undefined}
        onClick={() => builder.redo()}
      />
      <IconButton
        size="small"
        label={t("Arrange")}
        keys="⇧A"
        icon={<Workflow />}
        onClick={actions.arrange}
      />
    </>
  );
}
