import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { ChatState } from "../model/chat-state.ts";
import { type Item, type Shown, toItems } from "../model/items.ts";
import { Avatar } from "./avatar.tsx";
import { useChat } from "./chat-context.ts";
import { dayName, dayOf } from "./dates.ts";
import { EventLine } from "./event-line.tsx";
import { Icon } from "./icon.tsx";
import { MessageGroup } from "./message-group.tsx";
import { useFollow } from "./use-follow.ts";

type LogProps = {
  state: ChatState;
  messages: readonly Shown[];
  hasPrompt: boolean;
  children: ComponentChildren;
};

/** The conversation: scrolls, loads upwards, follows what is new unless the visitor reads above. */
export function Log({ state, messages, hasPrompt, children }: LogProps) {
  const { words, session, nowMs } = useChat();
  const items = useMemo(() => toItems(messages, dayOf(nowMs()), dayOf), [messages, nowMs]);
  const { baseSeq } = state.timeline;
  const follow = useFollow({
    newestKey: `${messages.at(-1)?.key}-${hasPrompt}-${state.conversation.phase}`,
    isOwn: messages.at(-1)?.message.author === "customer",
    firstKey: messages[0]?.key ?? "",
    hasOlder: baseSeq > 0,
    loadOlder: () => void session.loadOlder(),
  });
  return (
    <div class="log-frame">
      <section
        class="scroll"
        ref={follow.ref}
        onScroll={follow.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        aria-label="Scrollable conversation area"
      >
        <div class="column">
          {baseSeq > 0 ? (
            <button
              type="button"
              class="older"
              disabled={state.isLoadingOlder}
              onClick={() => void session.loadOlder()}
            >
              {words("older")}
            </button>
          ) : (
            !state.isLoading && <Intro />
          )}
          {state.isLoading && messages.length === 0 && <Skeleton />}
          <div
            class="log"
            role="log"
            aria-live="polite"
            aria-relevant="additions"
            aria-label="Conversation messages"
          >
            {items.map((item) => (
              <ItemView key={item.key} item={item} />
            ))}
          </div>
          {children}
        </div>
      </section>
      {follow.hasNews && (
        <button type="button" class="news" onClick={follow.toEnd}>
          <Icon name="down" size={16} />
          {words("new_messages")}
        </button>
      )}
    </div>
  );
}

function ItemView({ item }: { item: Item }) {
  const { words, nowMs } = useChat();
  switch (item.kind) {
    case "day":
      return <div class="day">{dayName(item.atMs, nowMs(), words)}</div>;
    case "event":
      return <EventLine message={item.message} />;
    case "group":
      return <MessageGroup messages={item.messages} />;
  }
}

function Intro() {
  const { config, words } = useChat();
  const { name, tagline, avatarUrl } = config.look;
  return (
    <div class="intro">
      <Avatar name={name || words("assistant")} url={avatarUrl} size="large" />
      {name && (
        <p class="intro-name" dir="auto">
          {name}
        </p>
      )}
      {tagline && <p dir="auto">{tagline}</p>}
    </div>
  );
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
