import type { FlowProblem } from "@parley/flow";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { problemsOf } from "../model/problems-at.ts";
import "../../../../ui/field.css";
import "./param-field.css";

/** What ties a native control to its label and its words. */
export interface ParamIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly disabled: boolean;
}

export interface ParamFieldProps extends Pick<ControlProps, "node" | "path" | "hidesLabel"> {
  /** What is wrong with a text that is no value yet. */
  readonly fault?: string | null;
  /** Stands at the end of the label's line. */
  readonly aside?: ReactNode;
  /** Several controls under one label, which is their group's name. */
  readonly isGroup?: boolean;
  /** Problems anywhere below the path are told here. */
  readonly problems?: readonly FlowProblem[];
  readonly children: (ids: ParamIds, told: string) => ReactNode;
}

/** A parameter's control with its label, its help and its problems. */
export function ParamField(props: ParamFieldProps) {
  const { node, path, hidesLabel, fault = null, aside, isGroup = false, children } = props;
  const shared = useInspector();
  const id = useId();
  const problems = props.problems ?? problemsOf(shared.problems, shared.block, path);
  const isFaulty = fault !== null || problems.some(({ isWarning }) => !isWarning);
  const help = hidesLabel ? "" : formWord(node.help);
  const hasProblems = fault !== null || problems.length > 0;
  const describing = [help && `${id}-help`, hasProblems && `${id}-problems`].filter(Boolean);
  const told = [fault, ...problems.map(({ message, hint }) => `${message} ${hint}`), help]
    .filter(Boolean)
    .join(" ");
  const ids: ParamIds = {
    id,
    "aria-describedby": describing.join(" ") || undefined,
    "aria-invalid": isFaulty ? true : undefined,
    disabled: shared.isReadOnly,
  };
  const label = formWord(node.label);
  return (
    <div className="field param" {...(isGroup && { role: "group", "aria-label": label })}>
      <div className={hidesLabel ? "visually-hidden" : "param-head"}>
        {isGroup ? (
          <span className="field-label">{label}</span>
        ) : (
          <label className="field-label" htmlFor={id}>
            {label}
          </label>
        )}
        {aside}
      </div>
      {children(ids, told)}
      <ProblemLines id={`${id}-problems`} fault={fault} problems={problems} />
      {help && (
        <p className="field-hint" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

export interface ProblemLinesProps {
  readonly id?: string;
  readonly fault?: string | null;
  readonly problems: readonly FlowProblem[];
}

/** Problems in words: what was found, and what to do. */
export function ProblemLines({ id, fault = null, problems }: ProblemLinesProps) {
  if (fault === null && problems.length === 0) return null;
  return (
    <ul className="param-problems" id={id}>
      {fault !== null && (
        <li className="param-problem">
          <CircleAlert aria-hidden />
          <span>{fault}</span>
        </li>
      )}
      {problems.map(({ path, code, message, hint, isWarning }) => (
        <li
          key={`${path} ${code} ${message}`}
          className={isWarning ? "param-problem param-warning" : "param-problem"}
        >
          {isWarning ? (
            <TriangleAlert aria-label={t("Warning")} />
          ) : (
            <CircleAlert aria-label={t("Error")} />
          )}
          <span>
            {message} {hint}
          </span>
        </li>
      ))}
    </ul>
  );
}
