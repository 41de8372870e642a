import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { listIn } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { ParamField } from "./param-field.tsx";
import { Segments } from "./segments.tsx";

/** Who takes over: anybody, or some of the workspace's agents. */
export function AgentsControl(props: ControlProps) {
  const { node, path, value, onChange } = props;
  const { agents, isReadOnly, problems, block } = useInspector();
  const chosen = listIn(value).filter((it) => typeof it === "number");
  const mode = Array.isArray(value) ? "some" : "anyone";
  const gone = chosen.filter((id) => !agents.some((agent) => agent.id === id));
  const listed = [
    ...agents,
    ...gone.map((id) => ({ id, name: t("Agent {id}, who is gone", { id }) })),
  ];
  const toggle = (id: number, isOn: boolean) =>
    onChange(isOn ? [...chosen, id] : chosen.filter((it) => it !== id));
  return (
    <ParamField {...props} isGroup problems={problemsWithin(problems, block, path)}>
      {() => (
        <>
          <Segments
            label={formWord(node.label)}
            value={mode}
            options={[
              { value: "anyone", label: t("Anybody") },
              { value: "some", label: t("Some agents") },
            ]}
            onChange={(to) => onChange(to === "anyone" ? "anyone" : [])}
            disabled={isReadOnly}
          />
          {mode === "some" && (
            <div className="param-list">
              {listed.map(({ id, name }) => (
                <label key={id} className="param-check">
                  <input
                    type="checkbox"
                    disabled={isReadOnly}
                    checked={chosen.includes(id)}
                    onChange={({ target }) => toggle(id, target.checked)}
                  />
                  <bdi>{name}</bdi>
                </label>
              ))}
              {listed.length === 0 && (
                <p className="field-hint">{t("There are no agents in this workspace yet.")}</p>
              )}
            </div>
          )}
        </>
      )}
    </ParamField>
  );
}
