import type { Message } from "./message.ts";

/** Who wrote an entry. `id` is the customer's, the bot's or the agent's own number; the system's is 0. */
export type Author =
  | { readonly kind: "customer"; readonly id: number }
  | { readonly kind: "bot"; readonly id: number }
  | { readonly kind: "agent"; readonly id: number; readonly name: string }
  | { readonly kind: "sys"; readonly id: 0 };

/** What happened, where an entry is not a message. `finish` ends the conversation in the visitor's eyes. */
export type Action =
  | "assign"
  | "unassign"
  | "finish"
  | "archive"
  | "unarchive"
  | "block"
  | "unblock";

/**
 * One message or event in a conversation. Entries are the only truth about what was said.
 * `seq` counts from 1 without gaps. `clientId` is the sender's own id of the message (`ui_key`).
 */
export type Entry =
  | {
      readonly seq: number;
      readonly author: Author;
      readonly message: Message;
      readonly clientId?: string;
    }
  | {
      readonly seq: number;
      readonly author: Author;
      readonly action: Action;
      /** The agent whom the event is about. */
      readonly agent?: { readonly id: number; readonly name: string };
    };
