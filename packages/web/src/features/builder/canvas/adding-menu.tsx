import { useReactFlow } from "@xyflow/react";
import { MessageCircle } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { placeOnCanvas } from "../comments/comment-place.ts";
import { type Adding, useActions } from "./canvas-actions.ts";
import { KindList } from "./kind-list.tsx";

const sizePx = { width: 280, height: 360 };

/** The menu of kinds at a point of the canvas: what is chosen goes there. Esc and the outside close it. */
export function AddingMenu({
  adding,
  onClose,
}: {
  readonly adding: Adding;
  readonly onClose: () => void;
}) {
  const actions = useActions();
  const view = useReactFlow();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = ({ target }: PointerEvent) =>
      target instanceof Node && !place.current?.contains(target) && onClose();
    document.addEventListener("pointerdown", close, true);
    return () => document.removeEventListener("pointerdown", close, true);
  }, [onClose]);
  const isFree = !adding.from && !adding.into;
  const left = Math.max(8, Math.min(adding.at.x, window.innerWidth - sizePx.width - 8));
  const top = Math.max(8, Math.min(adding.at.y, window.innerHeight - sizePx.height - 8));
  return (
    <div
      ref={place}
      className="adding"
      style={{ left, top, width: sizePx.width, height: sizePx.height }}
      role="dialog"
      aria-label={t("Add a block")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
    >
      <KindList
        isFocused
        onChoose={(kind) => {
          onClose();
          actions.add(kind, adding);
        }}
      />
      {isFree && (
        <div className="adding-more">
          <Button
            size="small"
            look="quiet"
            icon={<MessageCircle />}
            onClick={() => {
              onClose();
              actions.comment(placeOnCanvas(view.screenToFlowPosition(adding.at)));
            }}
          >
            {t("Comment here")}
          </Button>
        </div>
      )}
    </div>
  );
}
