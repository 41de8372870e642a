import { useId } from "react";
import { t } from "../../../../ui/words.ts";
import { typeWord } from "../controls/type-word.ts";
import { useInspector } from "../inspector-context.ts";
import { useSampleScope } from "./use-sample-scope.ts";
import "./sample-inputs.css";

/** Sample values of the fields that something reads; kept in this browser for the bot. */
export function SampleInputs({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <fieldset className="samples">
      <legend className="samples-title">{t("Sample values")}</legend>
      {names.map((name) => (
        <SampleInput key={name} name={name} />
      ))}
    </fieldset>
  );
}

function SampleInput({ name }: { readonly name: string }) {
  const { samples, onSample, fields } = useInspector();
  const id = useId();
  const known = fields.find((field) => field.name === name);
  const present = useSampleScope().field(name);
  return (
    <>
      <label className="samples-name" htmlFor={id} title={`@${name}`}>
        @{name}
      </label>
      <input
        id={id}
        type="text"
        className="input input-small"
        value={samples[name] ?? ""}
        placeholder={
          present === undefined ? typeWord(known?.type ?? null) || t("Not set") : String(present)
        }
        onChange={({ target }) => onSample(name, target.value)}
      />
    </>
  );
}
