import { ChevronsUpDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import { ProblemLines } from "../inspector/controls/param-field.tsx";
import type { FoundProblem } from "../model/found-problem.ts";
import { useBuilderState } from "../use-builder.ts";

/** What is wrong with a setting of the flow, by its path in the file. */
export function useSettingProblems(path: readonly string[]): readonly FoundProblem[] {
  const problems = useBuilderState((state) => state.problems);
  return problems.filter((it) => it.block === undefined && it.path === path.join("."));
}

/** One setting of the flow as a whole: its name, the button that chooses another value, what it is for, what is wrong. */
export function Setting({
  path,
  label,
  hint,
  children,
}: {
  readonly path: readonly string[];
  readonly label: string;
  readonly hint: ReactNode;
  readonly children: (ids: SettingIds) => ReactNode;
}) {
  const id = useId();
  const problems = useSettingProblems(path);
  return (
    <div className="field flow-setting" data-setting={path.join(".")}>
      <span className="field-label" id={`${id}-label`}>
        {label}
      </span>
      {children({
        id,
        labelId: `${id}-label`,
        describedBy: `${id}-problems ${id}-hint`,
        isFaulty: problems.some((it) => !it.isWarning),
      })}
      <ProblemLines id={`${id}-problems`} problems={problems} />
      <p className="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

/** What ties a control to its label and its words. */
export interface SettingIds {
  readonly id: string;
  readonly labelId: string;
  readonly describedBy?: string;
  readonly isFaulty?: boolean;
}

/** Shows what is chosen and opens the list of what can be. */
export function PickButton({
  ids: { id, labelId, describedBy, isFaulty = false },
  icon,
  disabled,
  onOpen,
  children,
}: {
  readonly ids: SettingIds;
  readonly icon?: ReactNode;
  readonly disabled: boolean;
  readonly onOpen: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      id={id}
      className={
        isFaulty ? "input input-small flow-pick flow-pick-faulty" : "input input-small flow-pick"
      }
      aria-haspopup="dialog"
      aria-labelledby={`${labelId} ${id}`}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={onOpen}
    >
      {icon}
      <span className="flow-pick-words" dir="auto">
        {children}
      </span>
      {!disabled && <ChevronsUpDown size={14} aria-hidden />}
    </button>
  );
}
