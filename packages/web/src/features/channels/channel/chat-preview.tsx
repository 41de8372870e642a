import type { Channel } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useApi } from "../../../data/api-context.ts";
import { t } from "../../../ui/words.ts";
import type { ChannelDraft } from "../model/channel-draft.ts";
import { previewConfig } from "../model/preview-config.ts";
import { chatConfigQuery } from "./channel-queries.ts";
import { openPreview } from "./open-preview.ts";
import { type PreviewFrame, usePreviewFrames } from "./use-preview-frames.ts";
import "./chat-preview.css";

export interface ChatPreviewProps {
  readonly channel: Channel;
  readonly draft: ChannelDraft;
}

/** The real chat with what is being typed, saved or not. Nobody answers in it, and no conversation begins. */
export function ChatPreview({ channel, draft }: ChatPreviewProps) {
  const { data, isError } = useQuery(chatConfigQuery(useApi(), channel.config_url));
  // A channel that is off shows its chat to nobody: then the preview does without its greeting.
  const base = data ?? (isError ? { ...channel } : null);
  const sample = {
    words: t("This is how the chat looks."),
    question: t("What do you think of it?"),
    answers: [t("It fits"), t("It needs work")],
  };
  const config = base && JSON.stringify(previewConfig(base, draft, sample));
  const { frames, drawn } = usePreviewFrames(config);
  return (
    <figure className="channel-preview">
      <div className="preview">
        {frames.map((frame, at) => (
          <Frame key={frame.key} frame={frame} isSeen={at === 0} onDrawn={drawn} />
        ))}
      </div>
      <figcaption className="field-hint">
        {t("A preview, with what is not saved yet. To talk to the bot, open the chat.")}
      </figcaption>
    </figure>
  );
}

interface FrameProps {
  readonly frame: PreviewFrame;
  readonly isSeen: boolean;
  readonly onDrawn: (key: number) => void;
}

function Frame({ frame: { key, config }, isSeen, onDrawn }: FrameProps) {
  const place = useCallback(
    (element: HTMLIFrameElement | null) =>
      element ? openPreview(element, JSON.parse(config), () => onDrawn(key)) : undefined,
    [key, config, onDrawn],
  );
  return (
    <iframe
      ref={place}
      className="preview-frame"
      data-seen={isSeen}
      src="/studio/try.html"
      title={t("Preview of the chat")}
      tabIndex={-1}
      inert
    />
  );
}
