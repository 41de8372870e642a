import type { ParamNode, ParamSection } from "@parley/flow";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { valueIn, withValue } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { Fold } from "./fold.tsx";

/** A form as its schema describes it: what is asked, where it is kept, what if not; the rest folded. */
export function SectionForm(props: ControlProps) {
  const { node } = props;
  const sectionOf = (section: ParamSection) =>
    node.fields.filter((field) => field.section === section);
  return (
    <>
      {open.map((section) => {
        const fields = sectionOf(section);
        return fields.length > 0 ? (
          <div className="inspector-section" key={section}>
            <Params {...props} fields={fields} />
          </div>
        ) : null;
      })}
      <FoldedParams {...props} title={t("When to give up")} fields={sectionOf("giving_up")} />
      <FoldedParams {...props} title={t("More")} fields={sectionOf("advanced")} />
    </>
  );
}

const open: readonly ParamSection[] = ["main", "store", "otherwise"];

export interface ParamsProps extends ControlProps {
  readonly fields: readonly ParamNode[];
}

/** Parameters one below the other. */
export function Params({ fields, path, value, onChange }: ParamsProps) {
  const { Param } = useInspector();
  return fields.map((field) => (
    <Param
      key={field.name}
      node={field}
      path={[...path, field.name]}
      value={valueIn(value, field.name)}
      onChange={(after) => onChange(withValue(value, field.name, after))}
    />
  ));
}

/** Parameters that are folded; how many are set shows, and a problem opens them. */
export function FoldedParams({ title, ...props }: ParamsProps & { readonly title: string }) {
  const { fields, path, value } = props;
  const { problems, block, unfinished } = useInspector();
  if (fields.length === 0) return null;
  const count = fields.filter(({ name }) => valueIn(value, name) !== undefined).length;
  const isForced = fields.some(
    ({ name }) =>
      unfinished[[block, ...path, name].join(".")] !== undefined ||
      problemsWithin(problems, block, [...path, name]).length > 0,
  );
  return (
    <div className="inspector-section">
      <Fold title={title} count={count} isForced={isForced}>
        <Params {...props} />
      </Fold>
    </div>
  );
}
