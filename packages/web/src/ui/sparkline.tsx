import "./sparkline.css";

export interface SparklineProps {
  /** Oldest first. */
  readonly values: readonly number[];
  /** What it shows, in words. */
  readonly label: string;
}

const width = 96;
const height = 20;

/** A row of small bars: how much, over time. A value of nothing is a dot on the ground. */
export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(...values, 1);
  const step = width / Math.max(values.length, 1);
  const bars = values.map((value, at) => {
    const size = value === 0 ? 1 : Math.max(2, (value / most) * height);
    return { at, x: at * step, y: height - size, size, isEmpty: value === 0 };
  });
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      <title>{label}</title>
      {bars.map(({ at, x, y, size, isEmpty }) => (
        <rect
          key={at}
          className={isEmpty ? "sparkline-none" : "sparkline-some"}
          x={x}
          y={y}
          width={Math.max(step - 1, 1)}
          height={size}
        />
      ))}
    </svg>
  );
}
