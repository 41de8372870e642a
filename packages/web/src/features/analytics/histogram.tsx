import { exactCount, narrowCount } from "./model/write-figure.ts";
import "./histogram.css";

/** One step of a histogram. */
export interface HistogramStep {
  /** Which values it is of. */
  readonly label: string;
  /** What stands below it; steps may go without. */
  readonly mark: string;
  readonly count: number;
}

export interface HistogramProps {
  /** What it shows, in words. */
  readonly label: string;
  readonly steps: readonly HistogramStep[];
}

/** How often values of each size came: columns, which a screen reader reads as a list. */
export function Histogram({ label, steps }: HistogramProps) {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  return (
    <ol className={steps.length > 6 ? "histogram histogram-many" : "histogram"} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.label}
          className="histogram-step"
          title={`${step.label}: ${exactCount(step.count)}`}
        >
          <span className="visually-hidden">{`${step.label}: ${exactCount(step.count)}`}</span>
          <span className="histogram-count" aria-hidden="true">
            {step.count > 0 ? narrowCount(step.count) : ""}
          </span>
          <span className="histogram-space" aria-hidden="true">
            <span
              className={step.count > 0 ? "histogram-column" : "histogram-column histogram-none"}
              style={{ height: `${(100 * step.count) / most}%` }}
            />
          </span>
          <span className="histogram-mark" aria-hidden="true">
            {step.mark}
          </span>
        </li>
      ))}
    </ol>
  );
}
