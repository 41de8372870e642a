import { CircleAlert, PencilLine, TriangleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { t } from "../../../../ui/words.ts";
import type { FoundProblem } from "../../model/found-problem.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { problemsOf, problemsWithin } from "../model/problems-at.ts";
import { saidProblem } from "../model/said-problem.ts";
import { UnknownFields } from "./unknown-fields.tsx";
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
  /** Fields that it reads and nothing writes are told. */
  readonly value?: unknown;
  /** What is wrong with a text that is no value yet. */
  readonly fault?: string | null;
  /** Stands at the end of the label's line. */
  readonly aside?: ReactNode;
  /** Several controls under one label, which is their group's name. */
  readonly isGroup?: boolean;
  /** Problems anywhere below the path are told here. */
  readonly problems?: readonly FoundProblem[];
  readonly children: (ids: ParamIds, told: string) => ReactNode;
}

/** A parameter's control with its label, its help and its problems. */
export function ParamField(props: ParamFieldProps) {
  const { node, path, hidesLabel = false, fault = null, isGroup = false, children } = props;
  const id = useId();
  const problems = useProblems(props);
  const help = hidesLabel ? "" : formWord(node.help);
  const label = formWord(node.label);
  const told = [fault, ...problems.map(({ message, hint }) => `${message} ${hint}`.trim()), help];
  const ids = useIds(id, help !== "", fault, problems);
  return (
    <div
      className="field param"
      data-param={path.join(".")}
      {...(isGroup && { role: "group", "aria-label": label })}
    >
      <Head {...props} label={label} id={id} />
      {children(ids, told.filter(Boolean).join(" "))}
      <ProblemLines id={`${id}-problems`} fault={fault} problems={problems} />
      <UnknownFields node={node} value={props.value} />
      {help && (
        <p className="field-hint" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** A single text has its problems at a place within it; what holds several parameters leaves theirs to them. */
function useProblems({ problems, path, node, value }: ParamFieldProps): readonly FoundProblem[] {
  const shared = useInspector();
  const isOne = node.fields.length + node.variants.length === 0 && node.item === undefined;
  const find = isOne ? problemsWithin : problemsOf;
  const found = problems ?? find(shared.problems, shared.block, path);
  return found.map((problem) => saidProblem(problem, node, value));
}

function useIds(
  id: string,
  hasHelp: boolean,
  fault: string | null,
  problems: readonly FoundProblem[],
): ParamIds {
  const { isReadOnly } = useInspector();
  const isFaulty = fault !== null || problems.some((it) => !it.isWarning && !it.isToFill);
  const isTold = fault !== null || problems.length > 0;
  const describing = [hasHelp && `${id}-help`, isTold && `${id}-problems`].filter(Boolean);
  return {
    id,
    "aria-describedby": describing.join(" ") || undefined,
    "aria-invalid": isFaulty ? true : undefined,
    disabled: isReadOnly,
  };
}

type HeadProps = ParamFieldProps & { readonly id: string; readonly label: string };

function Head({ id, label, hidesLabel = false, aside, isGroup = false }: HeadProps) {
  const look = hidesLabel ? "visually-hidden" : "field-label";
  const name = isGroup ? (
    // The group itself has the name.
    <span className={look} aria-hidden>
      {label}
    </span>
  ) : (
    <label className={look} htmlFor={id}>
      {label}
    </label>
  );
  if (hidesLabel && !aside) return isGroup ? null : name;
  return (
    <div className="param-head">
      {name}
      {aside}
    </div>
  );
}

export interface ProblemLinesProps {
  readonly id?: string;
  readonly fault?: string | null;
  readonly problems: readonly FoundProblem[];
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
      {problems.map((problem) => {
        const { path, code, message, hint } = problem;
        const [look, icon] = lookOf(problem);
        return (
          <li key={`${path} ${code} ${message}`} className={look}>
            {icon}
            <span>
              {message} {hint}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function lookOf({ isToFill, isWarning }: FoundProblem): readonly [string, ReactNode] {
  if (isToFill)
    return ["param-problem param-to-fill", <PencilLine key="f" aria-label={t("To fill in")} />];
  return isWarning
    ? ["param-problem param-warning", <TriangleAlert key="w" aria-label={t("Warning")} />]
    : ["param-problem", <CircleAlert key="e" aria-label={t("Error")} />];
}
