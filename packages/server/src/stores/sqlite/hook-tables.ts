import type { HookHealth, HookRecord, Rendering } from "../../ports/hooks.ts";
import { flag, json, nullable, number, oneOf, text } from "./column.ts";
import { table } from "./table.ts";

export const hookTable = table<HookRecord>("hook", {
  id: number,
  uuid: text,
  workspaceId: number,
  channelId: number,
  form: oneOf(["message", "apichat"]),
  name: text,
  url: text,
  sealed: text,
  isEnabled: flag,
  ordering: oneOf(["auto", "strict", "none"]),
  hasLegacyStrings: flag,
  types: json(),
  senders: json(),
  extraEvents: json(),
  createdMs: number,
  updatedMs: number,
});

export const healthTable = table<HookHealth>("hook_health", {
  hookId: number,
  failingSinceMs: nullable(number),
  notice: nullable(json()),
});

export const variant = oneOf(["message", "message-legacy", "apichat"]);

export const renderingTable = table<Rendering>("rendering", {
  conversationId: number,
  seq: number,
  variant,
  type: text,
  sender: text,
  eventId: text,
  body: text,
});
