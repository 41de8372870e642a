import type { WordKey } from "../text/words.ts";
import type { Message } from "../wire/message.ts";
import { Avatar } from "./avatar.tsx";
import { useChat } from "./chat-context.ts";

const phrases = {
  assign: "hto_assignation_message",
  unassign: "hto_unassign_message",
  finish: "finished",
} as const satisfies Record<NonNullable<Message["action"]>, WordKey>;

/** A line about the conversation itself: somebody came, somebody left, it is over. */
export function EventLine({ message }: { message: Message }) {
  const { words } = useChat();
  if (!message.action) return null;
  const name = message.authorName ?? words("agent");
  const hasFace = message.action !== "finish";
  return (
    <div class="event" data-lb-part={hasFace ? "takeover" : undefined} data-action={message.action}>
      {hasFace && (
        <span data-lb-part="takeover-avatar">
          <Avatar name={name} url={message.authorAvatar} size="small" />
        </span>
      )}
      <span data-lb-part="takeover-title" dir="auto">
        {words(phrases[message.action], { name, agent: name })}
      </span>
    </div>
  );
}
