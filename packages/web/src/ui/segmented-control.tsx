import { RadioGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./segmented-control.css";

export interface SegmentedControlProps<V extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    readonly icon?: ReactNode;
  }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** One of two to five, all in sight; it holds at once. */
export function SegmentedControl<V extends string>(props: SegmentedControlProps<V>) {
  const { label, options, value, onChange } = props;
  const choose = (chosen: string) => {
    const option = options.find((it) => it.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Radix.Root
      className="segments"
      aria-label={label}
      value={value}
      onValueChange={choose}
      orientation="horizontal"
    >
      {options.map((option) => (
        <Radix.Item key={option.value} className="segments-one" value={option.value}>
          {option.icon}
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
