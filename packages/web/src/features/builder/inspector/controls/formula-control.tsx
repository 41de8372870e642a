import { evaluate, parseFormula } from "@parley/flow";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { fieldsRead } from "../model/fields-read.ts";
import { formWord } from "../model/form-words.ts";
import { textIn } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { SampleInputs } from "../tester/sample-inputs.tsx";
import { useSampleScope } from "../tester/use-sample-scope.ts";
import { Editor } from "./editor-controls.tsx";
import { ParamField } from "./param-field.tsx";
import { changeText, placeholderOf } from "./text-controls.tsx";
import { useSettled } from "./use-settled.ts";
import "./formula-control.css";

/** A formula: completion, signatures, the fault in place, and what it gives for sample values underneath. */
export function FormulaControl(props: ControlProps) {
  const { node, path, value } = props;
  const { problems, block } = useInspector();
  const source = textIn(value);
  const parsed = parseFormula(source);
  // The parser here is ahead of the checks, which come when the draft does.
  // A formula that is being typed is wrong at nearly every key: what was said of it stays until it rests or is right.
  const settled = parseFormula(useSettled(source, typingMs));
  const isFaulty = !parsed.ok && source.trim() !== "";
  const fault =
    isFaulty && !settled.ok ? `${settled.problem.message} ${settled.problem.hint}`.trim() : null;
  const others = !isFaulty ? problemsWithin(problems, block, path) : [];
  return (
    <div className="formula">
      <ParamField {...props} fault={fault} problems={others}>
        {(ids, told) => (
          <Editor
            language="formula"
            label={formWord(node.label)}
            description={told}
            isFaulty={ids["aria-invalid"] ?? false}
            value={source}
            placeholder={placeholderOf(props)}
            isLong
            onChange={(text) => changeText(props, text)}
          />
        )}
      </ParamField>
      {parsed.ok && <LiveValue source={source} />}
      <SampleInputs names={fieldsRead(node, source)} />
    </div>
  );
}

const typingMs = 700;

function LiveValue({ source }: { readonly source: string }) {
  const scope = useSampleScope();
  const parsed = parseFormula(source);
  if (!parsed.ok) return null;
  const result = evaluate(parsed.tree, scope);
  return (
    <output className={result.ok ? "live-value" : "live-value live-value-none"}>
      <span className="live-value-sign">{result.ok ? "=" : t("No value")}</span>
      <span className="live-value-text">
        {result.ok ? shown(result.value) : result.error.message}
      </span>
    </output>
  );
}

const longest = 500;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
