import type { Message } from "./wire/message.ts";

/** A message for tests: a text of the bot unless told otherwise. */
export function messageWith(part: Partial<Message> & { seq: number }): Message {
  return {
    id: `id-${part.seq}`,
    type: "text",
    timestamp: 1_700_000_000 + part.seq,
    author: "bot",
    text: `Message ${part.seq}`,
    options: [],
    isError: false,
    hidesTextbox: false,
    ...part,
  };
}
