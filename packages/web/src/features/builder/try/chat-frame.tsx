import { useCallback } from "react";
import { useTheme } from "../../../ui/appearance.ts";
import { t } from "../../../ui/words.ts";
import { connectFrame } from "./frame-line.ts";
import type { VisitorDoor } from "./model/visitor-door.ts";

export interface ChatFrameProps {
  readonly botName: string;
  readonly door: VisitorDoor;
  readonly takesFocus: boolean;
}

/** The real chat, in a frame without an origin: whatever a draft says, it reaches nothing of the Studio. */
export function ChatFrame({ botName, door, takesFocus }: ChatFrameProps) {
  const theme = useTheme();
  const attach = useCallback(
    (frame: HTMLIFrameElement | null) => {
      if (!frame) return;
      const config = {
        channelToken: "try",
        brand_name: botName,
        storage_off: true,
        dark: theme === "dark",
        light: theme === "light",
        widget_hide_header: true,
        parley: { static_greeting: false },
      };
      return connectFrame(frame, door, { config, takesFocus });
    },
    [botName, door, takesFocus, theme],
  );
  return (
    <iframe
      key={theme}
      ref={attach}
      className="try-chat"
      title={t("Chat with {bot}", { bot: botName })}
      src="/studio/try.html"
      sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
    />
  );
}
