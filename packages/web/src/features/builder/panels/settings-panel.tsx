import { useState } from "react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { matchWords } from "../../../ui/match-words.ts";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { blockName } from "../model/block-name.ts";
import { setFallback } from "../model/edit-settings.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import { blockChoices } from "./block-choices.tsx";
import { KeywordList } from "./keyword-list.tsx";
import { LanguageSetting } from "./language-setting.tsx";
import { PickDialog } from "./pick-dialog.tsx";
import type { Choice } from "./pick-list.tsx";
import { PickButton, Setting } from "./setting.tsx";
import { ZoneSetting } from "./zone-setting.tsx";
import "./settings-panel.css";

/** What holds for the flow as a whole: its clock, its language, and the ways into it besides the start. */
export function SettingsPanel() {
  return (
    <div className="flow-settings">
      <ZoneSetting />
      <LanguageSetting />
      <KeywordList />
      <FallbackSetting />
    </div>
  );
}

function FallbackSetting() {
  const builder = useBuilder();
  const flow = useFlow();
  const { isReadOnly } = useActions();
  const [isOpen, setOpen] = useState(false);
  const { fallback } = flow;
  const label = t("When nothing else fits");
  const nothing = t("No answer");
  const find = (search: string): readonly Choice<string | null>[] => [
    ...(matchWords(nothing, search) > 0 ? [{ value: null, title: nothing }] : []),
    ...blockChoices(flow, search),
  ];
  return (
    <Setting
      path={["fallback"]}
      label={label}
      hint={t("Where a message leads that comes after the flow has ended.")}
    >
      {(ids) => (
        <>
          <PickButton
            ids={ids}
            icon={fallback !== undefined && <KindIcon kind={flow.blocks[fallback]?.kind ?? ""} />}
            disabled={isReadOnly}
            onOpen={() => setOpen(true)}
          >
            {fallback === undefined ? nothing : blockName(flow, fallback)}
          </PickButton>
          {isOpen && (
            <PickDialog
              onClose={() => setOpen(false)}
              title={label}
              label={t("Block")}
              find={find}
              onPick={(block) => builder.edit(label, (it) => setFallback(it, block))}
            />
          )}
        </>
      )}
    </Setting>
  );
}
