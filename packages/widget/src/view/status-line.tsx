import { useEffect, useState } from "preact/hooks";
import type { ChatState } from "../model/chat-state.ts";
import { formatElapsed } from "../text/words.ts";
import { Avatar } from "./avatar.tsx";
import { useChat } from "./chat-context.ts";
import { Icon } from "./icon.tsx";

/** What the other side does now: types, or waits for somebody, and how long already. */
export function StatusLine({ state, isRevealing }: { state: ChatState; isRevealing: boolean }) {
  const { phase, waitingSince } = state.conversation;
  if (isRevealing || phase === "delaying") return <TypingDots state={state} />;
  if (phase !== "waiting" && phase !== "calling") return null;
  return <WaitLine sinceMs={waitingSince && waitingSince * 1000 - state.clockSkewMs} />;
}

function TypingDots({ state }: { state: ChatState }) {
  const { config, words } = useChat();
  const { agent } = state.conversation;
  const name = agent?.name ?? (config.look.name || words("assistant"));
  return (
    <div class="typing">
      <Avatar name={name} url={agent ? agent.avatar : config.look.avatarUrl} size="small" />
      <span class="dots" role="img" aria-label={words("typing", { name })}>
        <i />
        <i />
        <i />
      </span>
    </div>
  );
}

function WaitLine({ sinceMs }: { sinceMs: number | undefined }) {
  const { words, nowMs } = useChat();
  const [startMs] = useState(nowMs());
  const [now, setNow] = useState(nowMs());
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), 1000);
    return () => clearInterval(timer);
  }, [nowMs]);
  return (
    <div class="wait-line">
      <Icon name="clock" size={14} />
      {words("waiting")} · <time role="timer">{formatElapsed(now - (sinceMs ?? startMs))}</time>
    </div>
  );
}
