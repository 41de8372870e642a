import type { NodeProps } from "@xyflow/react";
import { Ungroup } from "lucide-react";
import { memo } from "react";
import { t } from "../../../ui/words.ts";
import { nameGroup, ungroup } from "../model/edit-groups.ts";
import { useBuilder } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";
import type { GroupNode } from "./canvas-nodes.ts";

/** The frame of a group: its head moves all of its blocks. */
export const GroupFrame = memo(function GroupFrame({ id, data, selected }: NodeProps<GroupNode>) {
  const builder = useBuilder();
  const { isReadOnly } = useActions();
  const name = data.name;
  return (
    <section
      className={selected ? "group group-selected" : "group"}
      aria-label={name || t("Group")}
    >
      <header
        className="group-head"
        onPointerDownCapture={() => builder.select([id, ...data.blocks])}
      >
        {isReadOnly ? (
          <span className="group-name">{name}</span>
        ) : (
          <input
            className="group-name nodrag"
            aria-label={t("Name of the group")}
            placeholder={t("Name this group")}
            maxLength={200}
            dir="auto"
            value={name}
            onKeyDown={(event) => {
              event.stopPropagation();
              const isDone = event.key === "Enter" || event.key === "Escape";
              const frame = event.currentTarget.closest<HTMLElement>(".react-flow__node");
              if (isDone) frame?.focus({ preventScroll: true });
            }}
            onChange={({ target: { value } }) =>
              builder.edit(t("Name a group"), (flow) => nameGroup(flow, id, value), `group ${id}`)
            }
          />
        )}
        {!isReadOnly && (
          <button
            type="button"
            className="card-more nodrag"
            aria-label={t("Ungroup {name}", { name: name || t("this group") })}
            onClick={() => builder.edit(t("Ungroup"), (flow) => ungroup(flow, id))}
          >
            <Ungroup size={14} strokeWidth={1.5} aria-hidden />
          </button>
        )}
      </header>
    </section>
  );
});
