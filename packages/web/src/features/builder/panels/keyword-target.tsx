import { ArrowRight } from "lucide-react";
import { useId, useState } from "react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { blockName } from "../model/block-name.ts";
import type { Keyword } from "../model/edit-settings.ts";
import { useFlow } from "../use-builder.ts";
import { blockChoices } from "./block-choices.tsx";
import { PickDialog } from "./pick-dialog.tsx";
import { PickButton } from "./setting.tsx";

/** Where a keyword leads: another block can be chosen, and the present one shown. */
export function KeywordTarget({
  word,
  block,
  onChange,
}: Keyword & { readonly onChange: (block: string) => void }) {
  const flow = useFlow();
  const { isReadOnly, reveal } = useActions();
  const id = useId();
  const [isChoosing, setChoosing] = useState(false);
  const isThere = Object.hasOwn(flow.blocks, block);
  return (
    <>
      <span className="visually-hidden" id={`${id}-label`}>
        {t("Block of {word}", { word })}
      </span>
      <PickButton
        ids={{ id, labelId: `${id}-label`, isFaulty: !isThere }}
        icon={<KindIcon kind={flow.blocks[block]?.kind ?? ""} />}
        disabled={isReadOnly}
        onOpen={() => setChoosing(true)}
      >
        {blockName(flow, block)}
      </PickButton>
      {isThere && (
        <IconButton
          size="small"
          label={t("Show the block of {word}", { word })}
          icon={<ArrowRight />}
          onClick={() => reveal(block)}
        />
      )}
      {isChoosing && (
        <PickDialog
          onClose={() => setChoosing(false)}
          title={t("{word}: where to?", { word })}
          label={t("Block")}
          find={(search) => blockChoices(flow, search)}
          onPick={onChange}
        />
      )}
    </>
  );
}
