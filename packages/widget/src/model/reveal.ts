import type { TypingOptions } from "../wire/config.ts";
import type { Message } from "../wire/message.ts";

const imageMs = 300;

/** How long the bot seems to type before `message`, in ms. The first message of a turn comes at once. */
function revealDelayMs(
  previous: Message | undefined,
  message: Message,
  options: TypingOptions,
): number {
  if (!options.isOn || message.author !== "bot") return 0;
  if (message.typingDelaySeconds !== undefined) return message.typingDelaySeconds * 1000;
  if (previous?.author !== "bot") return 0;
  if (options.constantMs !== undefined) return options.constantMs;
  if (previous.type === "image") return Math.min(imageMs, options.maxMs);
  if (previous.type !== "text" && previous.type !== "dialog") return 0;
  const words = previous.text.split(/\s+/).filter(Boolean).length;
  return Math.min(options.maxMs, (words * 60_000) / options.wordsPerMinute);
}

export type RevealPorts = {
  readonly entries: () => readonly Message[];
  readonly revealedSeq: () => number;
  readonly reveal: (seq: number) => void;
  /** True where nobody watches or motion is unwanted: everything is shown at once. */
  readonly isInstant: (message: Message) => boolean;
  readonly options: TypingOptions;
};

/** Shows new bot messages one after the other, at reading pace. */
export function createRevealer(ports: RevealPorts): { check(): void; flush(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const showNext = (seq: number) => {
    timer = undefined;
    ports.reveal(seq);
    check();
  };

  const check = () => {
    if (timer !== undefined) return;
    const entries = ports.entries();
    const index = entries.findIndex((entry) => entry.seq > ports.revealedSeq());
    const next = entries[index];
    if (!next) return;
    const delayMs = ports.isInstant(next)
      ? 0
      : revealDelayMs(entries[index - 1], next, ports.options);
    if (delayMs <= 0) showNext(next.seq);
    else timer = setTimeout(() => showNext(next.seq), delayMs);
  };

  return {
    check,
    flush() {
      clearTimeout(timer);
      timer = undefined;
      const newest = ports.entries().at(-1);
      if (newest) ports.reveal(newest.seq);
    },
  };
}
