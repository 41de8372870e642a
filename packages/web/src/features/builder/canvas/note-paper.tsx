import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { t } from "../../../ui/words.ts";
import { writeNote } from "../model/edit-notes.ts";
import { useBuilder, useBuilderState } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";
import type { NoteNode } from "./canvas-nodes.ts";

/** A note on the canvas; a double click or Enter writes on it. */
export const NotePaper = memo(function NotePaper({ id, data, selected }: NodeProps<NoteNode>) {
  const { isReadOnly } = useActions();
  const isWriting = useBuilderState(({ writing }) => writing === id);
  const classes = selected ? "paper paper-selected" : "paper";
  if (isWriting && !isReadOnly) return <Writing id={id} text={data.text} classes={classes} />;
  return (
    <div className={classes} dir="auto">
      {data.text || <span className="paper-empty">{t("Empty note")}</span>}
    </div>
  );
});

function Writing({
  id,
  text,
  classes,
}: {
  readonly id: string;
  readonly text: string;
  readonly classes: string;
}) {
  const builder = useBuilder();
  return (
    <textarea
      className={`${classes} paper-writing nodrag nowheel`}
      aria-label={t("Note")}
      placeholder={t("What should others know?")}
      maxLength={5000}
      dir="auto"
      ref={(area) => area?.focus({ preventScroll: true })}
      value={text}
      onChange={({ target: { value } }) =>
        builder.edit(t("Write a note"), (flow) => writeNote(flow, id, value), `note ${id}`)
      }
      onBlur={() => builder.write(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape") return;
        // Back to the paper: the next key is for the canvas again.
        event.currentTarget
          .closest<HTMLElement>(".react-flow__node")
          ?.focus({ preventScroll: true });
      }}
    />
  );
}
