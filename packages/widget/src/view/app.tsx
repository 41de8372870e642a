import { useEffect, useMemo, useRef } from "preact/hooks";
import { activePrompt, isRevealing, shownMessages } from "../model/items.ts";
import type { Message } from "../wire/message.ts";
import { Banner } from "./banner.tsx";
import { type Chat, ChatContext, useChatState } from "./chat-context.ts";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { Log } from "./log.tsx";
import { Prompt } from "./prompt.tsx";
import { StatusLine } from "./status-line.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { useNumberKeys } from "./use-number-keys.ts";

/** The whole chat. */
export function App({ chat }: { chat: Chat }) {
  const { session, config, placement, direction } = chat;
  const state = useChatState(session);
  const messages = useMemo(() => shownMessages(state, config.greeting), [state, config]);
  const prompt = activePrompt(state, messages);
  const root = useRef<HTMLDivElement>(null);
  const drop = useFileDrop(chat, prompt, state.conversation.phase === "agent");
  useNumberKeys(root, prompt);
  useEscape(chat);

  return (
    <ChatContext.Provider value={chat}>
      <div
        ref={root}
        class={`chat chat-${placement}`}
        dir={direction}
        data-lb-part="window"
        data-phase={state.conversation.phase}
        {...drop.handlers}
      >
        {!config.look.isHeaderHidden && <Header state={state} />}
        <Banner connection={state.connection} />
        <Log state={state} messages={messages} hasPrompt={prompt !== null}>
          <StatusLine state={state} isRevealing={isRevealing(state)} />
          {prompt && <Prompt key={promptKey(prompt)} prompt={prompt} files={drop} />}
        </Log>
        <Composer state={state} prompt={prompt} files={drop} />
        <input
          ref={drop.picker}
          type="file"
          hidden
          accept={drop.accept}
          onChange={({ currentTarget }) => {
            drop.take(currentTarget.files);
            currentTarget.value = "";
          }}
        />
        {drop.isOver && <div class="drop-veil">{chat.words("input_file_help")}</div>}
      </div>
    </ChatContext.Provider>
  );
}

function promptKey(prompt: Message): string {
  return `prompt-${prompt.seq}`;
}

function useEscape(chat: Chat): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && chat.canClose) chat.close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [chat]);
}
