import { useState } from "preact/hooks";
import type { RatingPanelProps } from "./panel-props.ts";

// Lucide's drawings (ISC), 24 × 24.
const drawings = {
  star: "m12 2 3.1 6.3 6.9 1-5 4.9 1.2 6.8-6.2-3.2L5.8 21 7 14.2 2 9.3l6.9-1Z",
  heart:
    "M19 14c1.5-1.5 3-3.2 3-5.5A5.5 5.5 0 0 0 16.5 3c-1.8 0-3 .5-4.5 2-1.5-1.5-2.7-2-4.5-2A5.5 5.5 0 0 0 2 8.5c0 2.3 1.5 4.1 3 5.5l7 7Z",
};

/** One press is the answer: stars, hearts or numbers. */
export function RatingPanel({ input, label, onChoose }: RatingPanelProps) {
  const [lit, setLit] = useState(0);
  const scale = scaleOf(input.scale);
  const shape = input.shape ?? "star";
  const values = Array.from({ length: scale }, (_, index) => index + 1);
  return (
    <fieldset
      class={`prompt rating rating-${shape}`}
      data-lb-part="options-group"
      data-lb-variant="rating"
      onPointerLeave={() => setLit(0)}
    >
      <legend class="unseen">{label}</legend>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          data-lb-part="option-button"
          data-number={value <= 9 ? value : undefined}
          data-lit={value <= lit ? "" : undefined}
          aria-label={`${value} / ${scale}`}
          onPointerEnter={() => setLit(value)}
          onFocus={() => setLit(value)}
          onClick={() => onChoose(String(value))}
        >
          {shape === "number" ? value : <Drawing path={drawings[shape]} />}
        </button>
      ))}
    </fieldset>
  );
}

/** How many steps a scale has: 2 to 11, five unless told. */
function scaleOf(scale: number | undefined): number {
  return Math.min(11, Math.max(2, Math.round(scale ?? 5)));
}

function Drawing({ path }: { path: string }) {
  return (
    <svg class="icon" width={28} height={28} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
