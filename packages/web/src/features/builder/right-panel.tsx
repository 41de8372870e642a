import { type ReactNode, useState } from "react";
import { t } from "../../ui/words.ts";

const leastPx = 300;
const mostPx = 640;
const stepPx = 16;

/** A panel right of the canvas whose width the hand can change; the browser remembers it. */
export function RightPanel({
  name,
  widthPx,
  label,
  children,
}: {
  readonly name: string;
  readonly widthPx: number;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const key = `parley/width/${name}`;
  const [width, setWidth] = useState(() => bounded(Number(localStorage.getItem(key)) || widthPx));
  const resize = (px: number) => {
    setWidth(bounded(px));
    localStorage.setItem(key, String(bounded(px)));
  };
  return (
    <aside className={`right-panel right-panel-${name}`} style={{ width }} aria-label={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> takes neither the focus nor a value; this is a window splitter, moved by hand or arrow keys */}
      <div
        className="right-panel-grip"
        role="separator"
        aria-orientation="vertical"
        aria-label={t("Width of the panel")}
        aria-valuenow={width}
        aria-valuemin={leastPx}
        aria-valuemax={mostPx}
        tabIndex={0}
        onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
        onPointerMove={({ buttons, clientX }) => buttons === 1 && resize(innerWidth - clientX)}
        onKeyDown={(event) => {
          const step = { ArrowLeft: stepPx, ArrowRight: -stepPx }[event.key];
          if (step === undefined) return;
          event.stopPropagation();
          resize(width + step);
        }}
      />
      <div className="right-panel-work">{children}</div>
    </aside>
  );
}

function bounded(px: number): number {
  return Math.min(mostPx, Math.max(leastPx, Math.round(px)));
}
