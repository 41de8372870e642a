import { t } from "../../../ui/words.ts";
import { useBuilderState } from "../use-builder.ts";

/** How many problems a block has: red where they keep the flow from being published. */
export function ProblemDot({ block }: { readonly block: string }) {
  const errors = useBuilderState((state) => state.problemCounts.get(block)?.errors ?? 0);
  const warnings = useBuilderState((state) => state.problemCounts.get(block)?.warnings ?? 0);
  const count = errors + warnings;
  if (count === 0) return null;
  const label = t("{count, plural, one {# problem} other {# problems}}", { count });
  return (
    <span className={errors > 0 ? "card-problems card-errors" : "card-problems"} title={label}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
