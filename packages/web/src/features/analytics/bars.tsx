import { Figure } from "./figure.tsx";
import { percent } from "./model/write-figure.ts";
import "./bars.css";

/** A part of a whole. */
export interface Bar {
  readonly label: string;
  readonly count: number;
  /** What is left over, and the like: drawn softer. */
  readonly isSoft?: boolean;
}

export interface BarsProps {
  readonly bars: readonly Bar[];
  /** What shares are of. */
  readonly total: number;
}

/** Parts of a whole as bars, each with its count and share. */
export function Bars({ bars, total }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className="bars">
      {bars.map(({ label, count, isSoft = false }) => (
        <li key={label} className={isSoft ? "bars-row bars-soft" : "bars-row"}>
          <span className="bars-label" title={label}>
            <bdi>{label}</bdi>
          </span>
          <span className="bars-count">
            <Figure count={count} />
          </span>
          <span className="bars-share">{percent(total === 0 ? null : count / total)}</span>
          <span className="bars-track" aria-hidden="true">
            <span className="bars-bar" style={{ width: `${(100 * count) / most}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
