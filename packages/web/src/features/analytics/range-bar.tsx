import { useState } from "react";
import { SegmentedControl } from "../../ui/segmented-control.tsx";
import { t } from "../../ui/words.ts";
import { daysOf, type Range } from "./model/range.ts";
import "./range-bar.css";

export interface RangeBarProps {
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

type Kind = Range["kind"];

/** Which time one looks at: one of the usual ones, or two days of one's own. */
export function RangeBar({ range, onChange }: RangeBarProps) {
  const [now] = useState(() => Date.now() / 1000);
  const choose = (kind: Kind) =>
    onChange(kind === "custom" ? { kind, ...pick(daysOf(range, now)) } : { kind });
  return (
    <>
      <SegmentedControl<Kind>
        label={t("Time range")}
        options={[
          { value: "24h", label: t("24 h") },
          { value: "7d", label: t("7 days") },
          { value: "30d", label: t("30 days") },
          { value: "90d", label: t("90 days") },
          { value: "custom", label: t("Custom") },
        ]}
        value={range.kind}
        onChange={choose}
      />
      {range.kind === "custom" && <Days range={range} onChange={onChange} />}
    </>
  );
}

function Days({
  range,
  onChange,
}: { readonly range: Range & { kind: "custom" } } & Pick<RangeBarProps, "onChange">) {
  const { from, to } = range;
  // A field that is being typed into is empty for a moment: nothing is asked for then.
  const take = (next: { from: string; to: string }) => {
    if (next.from !== "" && next.to !== "") onChange({ kind: "custom", ...inOrder(next) });
  };
  return (
    <span className="range-days">
      <input
        type="date"
        className="input"
        aria-label={t("From")}
        value={from}
        onChange={({ target }) => take({ from: target.value, to })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        className="input"
        aria-label={t("To")}
        value={to}
        onChange={({ target }) => take({ from, to: target.value })}
      />
    </span>
  );
}

const pick = ({ from, to }: { readonly from: string; readonly to: string }) => ({ from, to });

function inOrder({ from, to }: { readonly from: string; readonly to: string }) {
  return from <= to ? { from, to } : { from: to, to: from };
}
