import type { Shown } from "../model/items.ts";
import { Avatar } from "./avatar.tsx";
import { useChat } from "./chat-context.ts";
import { timeName } from "./dates.ts";
import { Icon } from "./icon.tsx";
import { MessageBody } from "./message-body.tsx";

/** Messages that one author said in a row: one face, one time. */
export function MessageGroup({ messages }: { messages: readonly Shown[] }) {
  const { config, words } = useChat();
  const first = messages[0]?.message;
  const last = messages.at(-1);
  if (!first || !last) return null;
  const side = first.author === "customer" ? "user" : "bot";
  const isAgent = first.author === "agent";
  const name = first.authorName ?? (isAgent ? words("agent") : config.look.name);
  const url = first.authorAvatar ?? (isAgent ? undefined : config.look.avatarUrl);
  return (
    <div class={`group group-${side}`}>
      {side === "bot" && <Avatar name={name || words("assistant")} url={url} size="small" />}
      <div class="group-messages">
        {messages.map((one) => (
          <MessageRow key={one.key} shown={one} side={side} name={name} />
        ))}
        <Meta shown={last} agentName={isAgent ? name : ""} />
      </div>
    </div>
  );
}

function MessageRow({ shown, side, name }: { shown: Shown; side: "user" | "bot"; name: string }) {
  const { words } = useChat();
  const { message, unconfirmed } = shown;
  const author = message.author === "customer" ? "user" : message.author;
  return (
    <div
      class={`message lb-message message--${side}`}
      data-lb-part="message"
      data-lb-author={side}
      data-message-author={author}
      data-lb-state={unconfirmed?.status === "failed" || message.isError ? "error" : undefined}
      data-unconfirmed={unconfirmed?.status}
    >
      <span class="unseen">{side === "user" ? words("you") : name || words("assistant")}: </span>
      <MessageBody message={message} />
      {unconfirmed?.status === "failed" && (
        <Failure uiKey={shown.key} reason={unconfirmed.reason} />
      )}
    </div>
  );
}

function Meta({ shown, agentName }: { shown: Shown; agentName: string }) {
  const { words } = useChat();
  const { message, unconfirmed } = shown;
  if (unconfirmed?.status === "failed" || message.timestamp <= 0) return null;
  const isTaken = !unconfirmed || unconfirmed.status === "sent";
  return (
    <div class="meta" data-lb-part="message-timestamp" dir="auto" aria-hidden="true">
      {agentName && <span dir="auto">{agentName} · </span>}
      {isTaken
        ? timeName(message.timestamp * 1000)
        : words(unconfirmed.status === "queued" ? "queued" : "sending")}
    </div>
  );
}

function Failure({ uiKey, reason }: { uiKey: string; reason: string }) {
  const { words, session } = useChat();
  return (
    <div class="meta meta-failed" role="alert">
      <span dir="auto">
        <Icon name="alert" size={14} /> {reason ? `${words("error")}: ${reason}` : words("error")}
      </span>
      <button type="button" class="text-button" onClick={() => session.retry(uiKey)}>
        {words("retry")}
      </button>
      <button type="button" class="text-button" onClick={() => session.discard(uiKey)}>
        {words("discard")}
      </button>
    </div>
  );
}
