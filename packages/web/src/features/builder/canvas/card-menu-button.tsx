import { Ellipsis } from "lucide-react";
import { t } from "../../../ui/words.ts";
import { useActions } from "./canvas-actions.ts";

/** The ⋯ of a block: one menu serves all cards, so that five hundred of them stay light. */
export function CardMenuButton({ id, name }: { readonly id: string; readonly name: string }) {
  const actions = useActions();
  return (
    <button
      type="button"
      className="card-more nodrag nopan"
      aria-label={t("What to do with {name}", { name })}
      aria-haspopup="menu"
      tabIndex={-1}
      onClick={({ currentTarget }) => {
        const { left, bottom } = currentTarget.getBoundingClientRect();
        actions.openMenu(id, { x: left, y: bottom });
      }}
    >
      <Ellipsis size={16} strokeWidth={1.5} aria-hidden />
    </button>
  );
}
