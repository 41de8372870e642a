import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowLeft } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import "./log-split.css";

export interface LogSplitProps<T> {
  /** What the rows are, for screen readers. */
  readonly label: string;
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  readonly row: (row: T) => ReactNode;
  readonly opened: string | null;
  readonly onOpen: (id: string | null) => void;
  readonly hasMore?: boolean;
  readonly onMore?: () => void;
  /** The one that is open. */
  readonly children?: ReactNode;
}

const rowHeight = 36;
const rowsAhead = 20;

/** A long log: rows at the left, drawn as far as they are seen, the open one at the right; on phones one at a time. */
export function LogSplit<T>(props: LogSplitProps<T>) {
  const { children, opened, onOpen } = props;
  return (
    <div className="log" data-open={opened !== null}>
      <LogRows {...props} />
      {opened !== null && (
        <section className="log-detail" aria-label={t("Details")}>
          <div className="log-back">
            <Button size="small" look="quiet" icon={<ArrowLeft />} onClick={() => onOpen(null)}>
              {t("Back to the list")}
            </Button>
          </div>
          {children}
        </section>
      )}
    </div>
  );
}

function LogRows<T>({ label, rows, idOf, row, opened, onOpen, hasMore, onMore }: LogSplitProps<T>) {
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  const wantsMore = hasMore === true && last >= rows.length - rowsAhead;
  useEffect(() => {
    if (wantsMore) onMore?.();
  }, [wantsMore, onMore]);
  const step = (event: KeyboardEvent, from: number) => {
    const to = from + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0);
    const next = rows[to];
    if (to === from || !next) return;
    event.preventDefault();
    virtual.scrollToIndex(to);
    // The row may only now be drawn.
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus(),
    );
  };
  return (
    <div className="log-rows" ref={place}>
      <ul aria-label={label} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = rows[index];
          if (item === undefined) return null;
          const id = idOf(item);
          return (
            <li key={id} style={{ transform: `translateY(${start}px)` }}>
              <button
                type="button"
                className="log-row"
                data-index={index}
                aria-current={id === opened ? "true" : undefined}
                onClick={() => onOpen(id === opened ? null : id)}
                onKeyDown={(event) => step(event, index)}
              >
                {row(item)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
