import type { ChatState } from "../model/chat-state.ts";
import { Avatar } from "./avatar.tsx";
import { useChat } from "./chat-context.ts";
import { Icon } from "./icon.tsx";

/** Who one talks with, and the way out. */
export function Header({ state }: { state: ChatState }) {
  const { config, words, canClose, close } = useChat();
  const { agent, phase } = state.conversation;
  const isHuman = phase === "agent" && agent !== undefined;
  const name = isHuman ? agent.name : config.look.name || words("assistant");
  const line = isHuman ? words("hto_agent_profile_text", { name }) : config.look.tagline;
  return (
    <header class="header" data-lb-part="header">
      <Avatar name={name} url={isHuman ? agent.avatar : config.look.avatarUrl} size="medium" />
      <div class="header-words">
        <h1 dir="auto">{name}</h1>
        {line && (
          <p dir="auto">
            {isHuman && <span class="dot" aria-hidden="true" />}
            {isHuman ? config.look.name || line : line}
          </p>
        )}
      </div>
      {canClose && (
        <button type="button" class="icon-button" aria-label={words("close")} onClick={close}>
          <Icon name="close" size={20} />
        </button>
      )}
    </header>
  );
}
