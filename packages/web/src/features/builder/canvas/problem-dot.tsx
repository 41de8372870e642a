import { PencilLine } from "lucide-react";
import { t } from "../../../ui/words.ts";
import { useBuilderState } from "../use-builder.ts";

/** How many problems a block has: red where something is wrong; a pencil where it only waits to be filled in. */
export function ProblemDot({ block }: { readonly block: string }) {
  const errors = useBuilderState((state) => state.problemCounts.get(block)?.errors ?? 0);
  const warnings = useBuilderState((state) => state.problemCounts.get(block)?.warnings ?? 0);
  const toFill = useBuilderState((state) => state.problemCounts.get(block)?.toFill ?? 0);
  const count = errors + warnings;
  if (count === 0) return toFill > 0 ? <ToFill /> : null;
  const label = t("{count, plural, one {# problem} other {# problems}}", { count });
  return (
    <span className={errors > 0 ? "card-problems card-errors" : "card-problems"} title={label}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function ToFill() {
  return (
    <span className="card-to-fill" title={t("To fill in")}>
      <PencilLine size={14} strokeWidth={1.5} aria-hidden />
      <span className="visually-hidden">{t("To fill in")}</span>
    </span>
  );
}
