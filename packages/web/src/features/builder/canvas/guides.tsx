import { ViewportPortal } from "@xyflow/react";
import type { CanvasNode } from "./canvas-nodes.ts";

/** A line that shows what a block stands in line with. */
export interface Guide {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

interface Line {
  readonly from: number;
  readonly to: number;
}

/** Where other blocks stand: looked up while one is dragged, whatever their number. */
export interface Lines {
  readonly x: ReadonlyMap<number, Line>;
  readonly y: ReadonlyMap<number, Line>;
}

/** Remembers where everything stands that is not being dragged. */
export function linesOf(nodes: readonly CanvasNode[], dragged: ReadonlySet<string>): Lines {
  const x = new Map<number, Line>();
  const y = new Map<number, Line>();
  for (const node of nodes) {
    if (node.type !== "card" || dragged.has(node.id)) continue;
    const { position, width = 0, height = 0 } = node;
    stretch(x, position.x, position.y, position.y + height);
    stretch(y, position.y, position.x, position.x + width);
  }
  return { x, y };
}

/** The lines that a dragged block stands in just now. */
export function guidesFor(lines: Lines, node: CanvasNode): readonly Guide[] {
  const { position, width = 0, height = 0 } = node;
  const left = lines.x.get(position.x);
  const top = lines.y.get(position.y);
  return [
    ...(left ? [guide("x", position.x, left, position.y, position.y + height)] : []),
    ...(top ? [guide("y", position.y, top, position.x, position.x + width)] : []),
  ];
}

/** Draws guides over the flow. */
export function Guides({ guides }: { readonly guides: readonly Guide[] }) {
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={axis}
          className={`guide guide-${axis}`}
          style={
            axis === "x"
              ? { left: at, top: from, height: to - from }
              : { top: at, left: from, width: to - from }
          }
        />
      ))}
    </ViewportPortal>
  );
}

function stretch(lines: Map<number, Line>, at: number, from: number, to: number): void {
  const known = lines.get(at);
  lines.set(
    at,
    known ? { from: Math.min(known.from, from), to: Math.max(known.to, to) } : { from, to },
  );
}

function guide(axis: Guide["axis"], at: number, line: Line, from: number, to: number): Guide {
  return { axis, at, from: Math.min(line.from, from), to: Math.max(line.to, to) };
}
