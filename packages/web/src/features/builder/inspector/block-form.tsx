import type { BlockDocument } from "@parley/flow";
import { ProblemLines } from "./controls/param-field.tsx";
import { ConditionsForm } from "./forms/conditions-form.tsx";
import { JumpForm } from "./forms/jump-form.tsx";
import { RequestForm } from "./forms/request-form.tsx";
import { SectionForm } from "./forms/section-form.tsx";
import { useInspector } from "./inspector-context.ts";
import type { InspectorProps } from "./inspector-props.ts";
import { formOf } from "./model/forms.ts";
import { isRecord } from "./model/params.ts";
import { problemsOf } from "./model/problems-at.ts";

export interface BlockFormProps extends Pick<InspectorProps, "onChange" | "onTestRequest"> {
  readonly document: BlockDocument;
}

/** The form of a block's parameters, made from its kind's schema. */
export function BlockForm({ document, onChange, onTestRequest }: BlockFormProps) {
  const { problems, block } = useInspector();
  const node = formOf(document.kind);
  if (!node) return null;
  const props = {
    node,
    path: [],
    value: document.params,
    onChange: (params: unknown) => {
      if (isRecord(params)) onChange({ params });
    },
  };
  if (node.control === "jump")
    return (
      <div className="inspector-section">
        <JumpForm {...props} />
      </div>
    );
  // A field that nothing writes is told where it is read.
  const rest = problemsOf(problems, block, []).filter(({ code }) => code !== "unknown-field");
  const whole = <ProblemLines problems={rest} />;
  if (node.control === "request")
    return (
      <>
        {whole}
        <RequestForm {...props} onTestRequest={onTestRequest} />
      </>
    );
  if (node.control === "conditions")
    return (
      <div className="inspector-section">
        {whole}
        <ConditionsForm {...props} />
      </div>
    );
  return (
    <>
      {whole}
      <SectionForm {...props} />
    </>
  );
}
