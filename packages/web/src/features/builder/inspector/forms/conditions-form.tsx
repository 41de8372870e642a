import { Plus, Trash2 } from "lucide-react";
import { Button } from "../../../../ui/button.tsx";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { t } from "../../../../ui/words.ts";
import { ProblemLines } from "../controls/param-field.tsx";
import { useRowOrder } from "../controls/use-row-order.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { isRecord, listIn, textIn, valueIn, withValue } from "../model/params.ts";
import { problemsOf } from "../model/problems-at.ts";
import { withRow } from "../model/rows.ts";
import { saidProblem } from "../model/said-problem.ts";
import "./conditions-form.css";

/** Rules in groups, read like a sentence: each rule a line, the word that joins them between. */
export function ConditionsForm({ node, value, onChange }: ControlProps) {
  const { Param, isReadOnly, problems, block } = useInspector();
  const join = node.fields.find(({ name }) => name === "join");
  const groups = listIn(valueIn(value, "groups"));
  const order = useRowOrder(groups.length, stay);
  const group = node.fields.find(({ name }) => name === "groups");
  if (!join || !group?.item) return null;
  const { item } = group;
  const change = (after: readonly unknown[]) => onChange(withValue(value, "groups", after));
  return (
    <div className="conditions">
      {groups.length > 1 && (
        <Param
          node={join}
          path={["join"]}
          value={valueIn(value, "join")}
          onChange={(after) => onChange(withValue(value, "join", after))}
        />
      )}
      {groups.map((it, index) => (
        <section
          className="conditions-group"
          key={order.keys[index]}
          aria-label={t("Group {number}", { number: index + 1 })}
        >
          <Group
            node={item}
            path={["groups", index]}
            value={it}
            isOnly={groups.length === 1}
            onChange={(after) => {
              if (after === undefined) order.onRemoved(index);
              change(withRow(groups, index, after));
            }}
          />
        </section>
      ))}
      <ProblemLines
        problems={problemsOf(problems, block, ["groups"]).map((problem) =>
          saidProblem(problem, group, groups),
        )}
      />
      {!isReadOnly && groups.length < (group.limits.most ?? 0) && (
        <Button
          look="quiet"
          size="small"
          icon={<Plus />}
          onClick={() => change([...groups, { rules: [emptyRule] }])}
        >
          {formWord(group.row)}
        </Button>
      )}
    </div>
  );
}

/** Rules and groups come and go, but do not change places. */
const stay = () => undefined;

const emptyRule = { left: "", operator: "equal", right: "" };

interface GroupProps extends ControlProps {
  readonly isOnly: boolean;
}

function Group({ node, path, value, isOnly, onChange }: GroupProps) {
  const { Param, isReadOnly } = useInspector();
  const [join, rules] = [
    node.fields.find(({ name }) => name === "join"),
    node.fields.find(({ name }) => name === "rules"),
  ];
  const rows = listIn(valueIn(value, "rules"));
  const order = useRowOrder(rows.length, stay);
  if (!join || !rules?.item) return null;
  const { item } = rules;
  const change = (after: readonly unknown[]) =>
    onChange(after.length === 0 && !isOnly ? undefined : withValue(value, "rules", after));
  return (
    <>
      {rows.length > 1 && (
        <Param
          node={join}
          path={[...path, "join"]}
          value={valueIn(value, "join")}
          onChange={(after) => onChange(withValue(value, "join", after))}
        />
      )}
      {rows.map((rule, index) => (
        <Rule
          key={order.keys[index]}
          node={item}
          path={[...path, "rules", index]}
          value={rule}
          number={index + 1}
          isOnly={isOnly && rows.length === 1}
          onChange={(after) => {
            if (after === undefined) order.onRemoved(index);
            change(withRow(rows, index, after));
          }}
        />
      ))}
      {!isReadOnly && rows.length < (rules.limits.most ?? 0) && (
        <Button
          className="conditions-add"
          look="quiet"
          size="small"
          icon={<Plus />}
          onClick={() => change([...rows, emptyRule])}
        >
          {formWord(rules.row)}
        </Button>
      )}
    </>
  );
}

interface RuleProps extends GroupProps {
  readonly number: number;
}

function Rule({ node, path, value, number, isOnly, onChange }: RuleProps) {
  const { Param, isReadOnly } = useInspector();
  const isUnary = unary.has(textIn(valueIn(value, "operator")));
  const change = (name: string, after: unknown) => {
    const changed = withValue(value, name, after);
    onChange(fitted(changed, name));
  };
  return (
    <div className="conditions-rule">
      <div className="conditions-sides">
        {node.fields
          .filter(({ name }) => name !== "right" || !isUnary)
          .map((field) => (
            <div key={field.name} className={`conditions-${field.name}`}>
              <Param
                node={field}
                path={[...path, field.name]}
                value={valueIn(value, field.name)}
                onChange={(after) => change(field.name, after)}
                hidesLabel
              />
            </div>
          ))}
      </div>
      {!isReadOnly && !isOnly && (
        <IconButton
          size="small"
          label={t("Remove rule {number}", { number })}
          icon={<Trash2 />}
          onClick={() => onChange(undefined)}
        />
      )}
    </div>
  );
}

const unary: ReadonlySet<string> = new Set(["is_set", "is_not_set"]);

/** A comparison with nothing to compare with loses its right side; one that needs it gets an empty one. */
function fitted(rule: unknown, changed: string): unknown {
  if (changed !== "operator" || !isRecord(rule)) return rule;
  if (unary.has(textIn(rule.operator))) return withValue(rule, "right", undefined);
  return rule.right === undefined ? withValue(rule, "right", "") : rule;
}
