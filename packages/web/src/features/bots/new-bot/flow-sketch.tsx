import type { Sketch } from "./templates.ts";
import "./flow-sketch.css";

const size = { width: 200, height: 64, block: 26, tall: 14, step: 42, lane: 20 };
const leftOf = (column: number) => 3 + column * size.step;
const middleOf = (lane: number) => size.height / 2 + lane * size.lane;

/** A flow in small: blocks in the hues of their families, and how they follow each other. */
export function FlowSketch({ blocks }: { readonly blocks: Sketch }) {
  return (
    <svg
      className="sketch"
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
      focusable="false"
    >
      {arrowsOf(blocks).map((path) => (
        <path key={path} className="sketch-arrow" d={path} />
      ))}
      {blocks.map(([family, column, lane]) => (
        <rect
          key={`${column} ${lane}`}
          className={`sketch-block sketch-${family}`}
          x={leftOf(column)}
          y={middleOf(lane) - size.tall / 2}
          width={size.block}
          height={size.tall}
          rx="3"
        />
      ))}
    </svg>
  );
}

/** From every block to those of the nearest column after it; on its own lane alone, where one is there. */
function arrowsOf(blocks: Sketch): readonly string[] {
  return blocks.flatMap(([, column, lane]) => {
    const after = blocks.filter(([, other]) => other > column);
    const nearest = Math.min(...after.map(([, other]) => other));
    const next = after.filter(([, other]) => other === nearest);
    const own = next.filter(([, , other]) => lane !== 0 && other === lane);
    return (own.length > 0 ? own : next).map(([, to, toLane]) =>
      arrow(leftOf(column) + size.block, middleOf(lane), leftOf(to), middleOf(toLane)),
    );
  });
}

function arrow(x: number, y: number, toX: number, toY: number): string {
  const middle = toX - (size.step - size.block) / 2;
  return `M${x} ${y}H${middle}V${toY}H${toX}`;
}
