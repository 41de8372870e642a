import { useCallback, useMemo, useState } from "react";
import { t } from "../../../ui/words.ts";
import { ParamControlView } from "./controls/param-control.tsx";
import { typeWord } from "./controls/type-word.ts";
import type { OfferedField } from "./editing/field-completion.ts";
import type { JudgeField } from "./editing/field-marks.ts";
import type { InspectorContext } from "./inspector-context.ts";
import type { InspectorProps } from "./inspector-props.ts";
import { useKeptTexts } from "./kept-texts.ts";
import { fieldsOfFlow, type KnownField, meantBy, readableIn } from "./model/fields-of-flow.ts";

/** What the controls of the form share. Editors keep what they show as long as no name comes or goes. */
export function useShared(props: InspectorProps): InspectorContext {
  const { botId, flow, block, problems, readOnly, otherBots, agents, blocksOf, onJumpTo } = props;
  const [samples, onSample] = useKeptTexts(`parley.samples.${botId}`);
  const [unfinished, onUnfinished] = useKeptTexts(`parley.unfinished.${botId}`);
  const fields = useMemo(() => fieldsOfFlow(flow), [flow]);
  const names = namesOf(fields, Object.keys(flow.blocks));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `names` holds all that they are made of
  const editing = useMemo(
    () => ({ offered: offeredFrom(fields), judge: judgeFor(readableIn(flow, fields)) }),
    [names],
  );
  const [typed, setTyped] = useState<{ block: string; name: string | null } | null>(null);
  const onTypedName = useCallback((name: string | null) => setTyped({ block, name }), [block]);
  return {
    ...{ botId, flow, block, problems, isReadOnly: readOnly, otherBots, agents, onJumpTo, fields },
    ...editing,
    typedName: typed?.block === block ? typed.name : null,
    onTypedName,
    blocksOf: blocksOf ?? null,
    onFieldsChange: props.onFieldsChange,
    ...{ samples, onSample, unfinished, onUnfinished },
    Param: ParamControlView,
  };
}

function namesOf(fields: readonly KnownField[], blocks: readonly string[]): string {
  return [...fields.map(({ name, type }) => `${name}:${type}`), ...blocks].join(" ");
}

function offeredFrom(fields: readonly KnownField[]): readonly OfferedField[] {
  return fields.map(({ name, type, origin }) => ({
    name,
    type,
    detail: origin === "system" ? t("System") : typeWord(type),
  }));
}

function judgeFor(readable: ReadonlySet<string>): JudgeField {
  return (name) => {
    if (readable.has(name)) return null;
    const near = meantBy(name, readable);
    return near === null
      ? t("Nothing in this flow writes @{name}.", { name })
      : t("Nothing in this flow writes @{name}. Did you mean @{near}?", { name, near });
  };
}
