import type { Bot } from "@parley/contract";
import { X } from "lucide-react";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "../../ui/words.ts";
import { RightPanel } from "./right-panel.tsx";

/** The chat beside the canvas. */
export function TryPanel({ bot, onClose }: { readonly bot: Bot; readonly onClose: () => void }) {
  return (
    <RightPanel name="try" widthPx={380} label={t("Try it")}>
      <IconButton label={t("Close")} icon={<X />} onClick={onClose} />
      {bot.name}
    </RightPanel>
  );
}
