import { findBlockKind } from "@parley/flow";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Copy } from "../../../ui/copy.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { t } from "../../../ui/words.ts";
import { BlockForm } from "./block-form.tsx";
import { FieldManager } from "./fields/field-manager.tsx";
import { focusParam } from "./focus-param.ts";
import { InspectorProvider } from "./inspector-context.ts";
import type { InspectorProps, WantedParam } from "./inspector-props.ts";
import { formWord } from "./model/form-words.ts";
import { useShared } from "./use-shared.ts";
import "./inspector.css";

/** The panel beside the canvas: the form of one block, and the fields of the flow. */
export function Inspector(props: InspectorProps) {
  const [tab, setTab] = useState("block");
  const root = useRef<HTMLDivElement>(null);
  useWanted(root, props, () => setTab("block"));
  const shared = useShared(props);
  const document = props.flow.blocks[props.block];
  if (!document) return null;
  return (
    <InspectorProvider value={shared}>
      <div className="inspector" ref={root}>
        <Head {...props} />
        <Tabs
          label={t("Inspector")}
          value={tab}
          onChange={setTab}
          tabs={[
            {
              value: "block",
              label: t("Block"),
              // Another block is another form: what was typed here is none of its business.
              content: (
                <BlockForm
                  key={props.block}
                  document={document}
                  onChange={props.onChange}
                  onTestRequest={props.onTestRequest}
                />
              ),
            },
            { value: "fields", label: t("Fields"), content: <FieldManager {...props} /> },
          ]}
        />
      </div>
    </InspectorProvider>
  );
}

/** Leads to the parameter that somebody wants to go on at, once for each wish. */
function useWanted(
  root: RefObject<HTMLElement | null>,
  { block, wanted = null }: InspectorProps,
  onShowForm: () => void,
): void {
  const [seen, setSeen] = useState<WantedParam | null>(null);
  const isNew = wanted !== null && wanted !== seen && wanted.block === block;
  if (isNew) {
    setSeen(wanted);
    onShowForm();
  }
  useEffect(() => {
    if (seen && root.current) focusParam(root.current, seen.param);
  }, [root, seen]);
}

function Head({ flow, block, readOnly, onChange }: InspectorProps) {
  const document = flow.blocks[block];
  const kind = findBlockKind(document?.kind ?? "");
  const title = kind ? formWord(kind.title) : (document?.kind ?? "");
  return (
    <header className="inspector-head">
      <input
        className="inspector-name"
        aria-label={t("Name of the block")}
        value={document?.name ?? ""}
        placeholder={title}
        maxLength={200}
        disabled={readOnly}
        dir="auto"
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <div className="inspector-about">
        <span>
          {kind ? formWord(kind.summary) : t("This version does not know this kind of block.")}
        </span>
        <Copy text={block} />
      </div>
    </header>
  );
}
