import type { ParamControl, ParamNode } from "@parley/flow";
import { TriangleAlert } from "lucide-react";
import { t } from "../../../../ui/words.ts";
import { useInspector } from "../inspector-context.ts";
import { fieldsRead } from "../model/fields-read.ts";
import { useSettled } from "./use-settled.ts";

export interface UnknownFieldsProps {
  readonly node: ParamNode;
  readonly value: unknown;
}

/** Fields that a text reads and nothing in the flow writes, each with a way to declare it. */
export function UnknownFields({ node, value }: UnknownFieldsProps) {
  const { judge, isReadOnly, typedName, onFieldsChange } = useInspector();
  const isReading = reading.has(node.control);
  // A name that is being typed is unknown at nearly every key: lines that come and go would push the form about.
  const settled = fieldsRead(node, useSettled(isReading ? value : undefined, typingMs));
  if (!isReading) return null;
  const unknown = fieldsRead(node, value).flatMap((name) => {
    const note = settled.includes(name) && name !== typedName ? judge(name) : null;
    return note === null ? [] : [{ name, note }];
  });
  if (unknown.length === 0) return null;
  return (
    <ul className="param-problems">
      {unknown.map(({ name, note }) => (
        <li key={name} className="param-problem param-warning">
          <TriangleAlert aria-label={t("Warning")} />
          <span>
            {note}{" "}
            {!isReadOnly && (
              <button
                type="button"
                className="param-remedy"
                onClick={() =>
                  onFieldsChange({ kind: "declare", name, type: "string", hidden: false })
                }
              >
                {t("Declare it")}
                <span className="visually-hidden"> @{name}</span>
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

const typingMs = 700;

/** Controls that hold one text with fields; what holds several leaves it to them. */
const reading: ReadonlySet<ParamControl> = new Set<ParamControl>([
  "template",
  "address",
  "operand",
  "compared",
  "formula",
  "json",
  "value",
  "seconds",
]);
