import type { Value } from "@parley/flow";
import type { FieldChange } from "@parley/testkit";
import { ArrowRight } from "lucide-react";
import { t } from "../../../ui/words.ts";
import "./field-changes.css";

/** Fields as they were before and as they were after. */
export function FieldChanges({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="field-changes">
      {changes.map(({ name, before, after, problem }) => (
        <div key={name} className="field-changes-row">
          <dt className="mono">@{name}</dt>
          <dd>
            <Shown value={before} label={t("before")} />
            <ArrowRight aria-hidden="true" />
            <Shown value={after} label={t("after")} />
            {problem !== null && <span className="field-changes-problem">{problem}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Shown({ value, label }: { readonly value: Value | undefined; readonly label: string }) {
  const text = value === undefined ? t("empty") : valueText(value);
  return (
    <>
      <span className="visually-hidden">{label} </span>
      <span
        className={
          value === undefined
            ? "field-changes-value field-changes-empty"
            : "field-changes-value mono"
        }
        title={text}
        dir="auto"
      >
        {text}
      </span>
    </>
  );
}

/** A value as it is read: texts in quotes, so that "1" and 1 are two things. */
export function valueText(value: Value): string {
  return JSON.stringify(value);
}
