import type { HookExtraEvent, HookMessageType, HookSender } from "@parley/contract";

/**
 * What a hook can be asked to send, and deliveries be looked for by. Written out, as the contract's own lists would bring
 * its reader of JSON along; a test holds the two alike.
 */
export const hookTypes: readonly HookMessageType[] = [
  "text",
  "button",
  "dialog",
  "image",
  "video",
  "audio",
  "document",
  "iframe",
  "location",
  "event",
];

/** Whose messages these can be. */
export const hookSenders: readonly HookSender[] = ["customer", "bot", "agent", "sys"];

/** Events that a hook sends only if it asks for them. */
export const hookExtraEvents: readonly HookExtraEvent[] = [
  "finish",
  "archive",
  "unarchive",
  "block",
  "unblock",
];
