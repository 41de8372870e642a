import type { WordKey } from "../text/words.ts";
import type { Message } from "../wire/message.ts";
import { Avatar } from "./avatar.tsx";
import { useChat } from "./chat-context.ts";

const phrases = {
  assign: "hto_assignation_message",
  unassign: "hto_unassign_message",
} as const satisfies Record<Exclude<Message["action"], "finish" | undefined>, WordKey>;

/** A line about the conversation itself: somebody came, somebody left. */
export function EventLine({ message }: { message: Message }) {
  const { words } = useChat();
  // The end is said where the composer was.
  if (!message.action || message.action === "finish") return null;
  const name = message.authorName ?? words("agent");
  return (
    <div class="event" data-lb-part="takeover" data-action={message.action}>
      <span data-lb-part="takeover-avatar">
        <Avatar name={name} url={message.authorAvatar} size="small" />
      </span>
      <span data-lb-part="takeover-title" dir="auto">
        {words(phrases[message.action], { name, agent: name })}
      </span>
    </div>
  );
}
