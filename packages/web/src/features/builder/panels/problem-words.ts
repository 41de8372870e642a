import { t } from "../../../ui/words.ts";
import { countProblems } from "../model/problems-by-block.ts";
import { useBuilderState } from "../use-builder.ts";

/** What the problems' tab says of the flow, and whether it has to be seen. */
export function useProblemWords(): { readonly label: string; readonly isMarked: boolean } {
  const problems = useBuilderState((state) => state.problems);
  const { errors, warnings, toFill } = countProblems(problems);
  return { label: labelFor(errors + warnings, toFill), isMarked: errors > 0 };
}

function labelFor(wrong: number, toFill: number): string {
  if (wrong > 0) return t("Problems: {count}", { count: wrong });
  return toFill > 0 ? t("To fill in: {count}", { count: toFill }) : t("No problems");
}
