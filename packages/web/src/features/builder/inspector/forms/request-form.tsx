import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import type { InspectorProps } from "../inspector-props.ts";
import { formWord } from "../model/form-words.ts";
import { listIn, valueIn, withValue } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { RequestTester } from "../tester/request-tester.tsx";
import { Fold } from "./fold.tsx";
import { FoldedParams, Params } from "./section-form.tsx";
import "./request-form.css";

export interface RequestFormProps extends ControlProps {
  readonly onTestRequest: InspectorProps["onTestRequest"];
}

/** What to send, a try with sample values, what to keep of the answer, and where to go on. */
export function RequestForm({ onTestRequest, ...props }: RequestFormProps) {
  const { node, value, onChange } = props;
  const { isReadOnly } = useInspector();
  const named = (...names: readonly string[]) =>
    node.fields.filter(({ name }) => names.includes(name));
  return (
    <>
      <div className="inspector-section">
        <div className="request-line">
          <Params {...props} fields={named("method", "url")} />
        </div>
        <FoldedRows {...props} name="query" />
        <FoldedRows {...props} name="headers" />
        <Params {...props} fields={named("body")} />
      </div>
      {!isReadOnly && (
        <div className="inspector-section">
          <Fold title={t("Try the request")}>
            <RequestTester
              node={node}
              params={value}
              onTestRequest={onTestRequest}
              onPick={(picked) =>
                onChange(withValue(value, "save", [...listIn(valueIn(value, "save")), picked]))
              }
            />
          </Fold>
        </div>
      )}
      <div className="inspector-section">
        <Params {...props} fields={named("save")} />
      </div>
      <div className="inspector-section">
        <FoldedRows {...props} name="routes" />
      </div>
      <FoldedParams {...props} title={t("More")} fields={named("timeoutSeconds", "retries")} />
    </>
  );
}

/** Rows that most requests have none of. */
function FoldedRows({ name, ...props }: ControlProps & { readonly name: string }) {
  const { node, value, onChange } = props;
  const { Param, problems, block } = useInspector();
  const field = node.fields.find((it) => it.name === name);
  if (!field) return null;
  const rows = valueIn(value, name);
  return (
    <Fold
      title={formWord(field.label)}
      count={listIn(rows).length}
      isForced={listIn(rows).length > 0 || problemsWithin(problems, block, [name]).length > 0}
    >
      <Param
        node={field}
        path={[name]}
        value={rows}
        onChange={(after) => onChange(withValue(value, name, after))}
        hidesLabel
      />
    </Fold>
  );
}
