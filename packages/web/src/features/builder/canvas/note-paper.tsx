import type { NodeProps } from "@xyflow/react";
import { memo, useState } from "react";
import { t } from "../../../ui/words.ts";
import { writeNote } from "../model/edit-notes.ts";
import { useBuilder } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";
import type { NoteNode } from "./canvas-nodes.ts";

/** A note on the canvas; a double click or Enter writes on it. */
export const NotePaper = memo(function NotePaper({ id, data, selected }: NodeProps<NoteNode>) {
  const builder = useBuilder();
  const { isReadOnly } = useActions();
  const [isWriting, setWriting] = useState(data.text === "");
  const classes = selected ? "paper paper-selected" : "paper";
  if (isWriting && !isReadOnly)
    return (
      <textarea
        className={`${classes} paper-writing nodrag nowheel`}
        aria-label={t("Note")}
        placeholder={t("What should others know?")}
        maxLength={5000}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody began to write
        autoFocus
        value={data.text}
        onChange={({ target: { value } }) =>
          builder.edit(t("Write a note"), (flow) => writeNote(flow, id, value), `note ${id}`)
        }
        onBlur={() => setWriting(false)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") setWriting(false);
        }}
      />
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the node around it has the focus and the keys
    <div className={classes} dir="auto" onDoubleClick={() => setWriting(true)}>
      {data.text || <span className="paper-empty">{t("Empty note")}</span>}
    </div>
  );
});
