import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

/** A row that is being dragged, and the place where it would land. */
export interface RowDrag {
  readonly from: number;
  readonly to: number;
}

/** What makes rows movable: a key for each that moves with it, and the handle's events. */
export interface RowOrder {
  readonly keys: readonly number[];
  readonly drag: RowDrag | null;
  readonly handle: (index: number) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
  readonly onRemoved: (index: number) => void;
}

/** Moves rows by dragging a handle, or with the arrow keys while it has focus. */
export function useRowOrder(count: number, onMove: (from: number, to: number) => void): RowOrder {
  const [order, setOrder] = useState<readonly number[]>([]);
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const latest = useRef<RowDrag | null>(null);
  const keys = keysFor(order, count);
  const change = (next: RowDrag | null) => {
    latest.current = next;
    setDrag(next);
  };
  const move = (from: number, to: number) => {
    if (to === from || to < 0 || to >= count) return;
    const key = keys[from];
    if (key !== undefined) setOrder(keys.toSpliced(from, 1).toSpliced(to, 0, key));
    onMove(from, to);
  };
  return {
    keys,
    drag,
    onRemoved: (index) => setOrder(keys.toSpliced(index, 1)),
    handle: (index) => ({
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        change({ from: index, to: index });
      },
      onPointerMove: (event) => {
        if (latest.current === null) return;
        const to = rowAt(event.currentTarget, event.clientY);
        if (to !== latest.current.to) change({ from: latest.current.from, to });
      },
      onPointerUp: () => {
        if (latest.current) move(latest.current.from, latest.current.to);
        change(null);
      },
      onPointerCancel: () => change(null),
      onKeyDown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        move(index, index + step);
      },
    }),
  };
}

/** Keys for as many rows as there are; new rows get new ones. */
function keysFor(order: readonly number[], count: number): readonly number[] {
  if (order.length >= count) return order.slice(0, count);
  const first = Math.max(-1, ...order) + 1;
  return [...order, ...Array.from({ length: count - order.length }, (_, index) => first + index)];
}

function rowAt(handle: Element, clientY: number): number {
  const list = handle.closest("[data-rows]");
  const rows = [...(list?.children ?? [])];
  const middles = rows.map((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  });
  const below = middles.filter((middle) => middle < clientY).length;
  return Math.min(
    Math.max(below - (isAfter(handle, middles, clientY) ? 1 : 0), 0),
    rows.length - 1,
  );
}

/** Below its own place, the row itself is one of those above the pointer. */
function isAfter(handle: Element, middles: readonly number[], clientY: number): boolean {
  const row = handle.closest("[data-row]");
  const own = row?.parentElement ? [...row.parentElement.children].indexOf(row) : -1;
  return (middles[own] ?? Number.POSITIVE_INFINITY) < clientY;
}
