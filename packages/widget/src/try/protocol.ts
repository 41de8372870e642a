import { field, number, text } from "../wire/fields.ts";

// What the Studio and the chat that tries a draft tell each other, over a MessagePort that only they hold:
// the visitor's wire itself, request by request. The chat speaks it as with a server.

/** The one message of `postMessage` itself: it carries the port. */
export const tryMark = "parley:try";

/** Studio to chat. `config` comes first, once. */
export type StudioMessage =
  | { readonly kind: "config"; readonly config: unknown; readonly takesFocus: boolean }
  /** A body of `null` comes in chunks. */
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly status: number;
      readonly body: string | null;
    }
  | { readonly kind: "chunk"; readonly id: number; readonly text: string };

/** Chat to Studio. */
export type TryMessage =
  | { readonly kind: "ready" }
  | {
      readonly kind: "request";
      readonly id: number;
      readonly method: string;
      /** Path and query. */
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
    }
  /** Nobody reads the chunks of this answer any longer. */
  | { readonly kind: "cancel"; readonly id: number };

/** Reads what the Studio says; null for anything outside the protocol. */
export function readStudioMessage(raw: unknown): StudioMessage | null {
  const id = number(field(raw, "id")) ?? -1;
  switch (field(raw, "kind")) {
    case "config":
      return {
        kind: "config",
        config: field(raw, "config"),
        takesFocus: field(raw, "takesFocus") === true,
      };
    case "answer":
      return {
        ...{ kind: "answer", id, status: number(field(raw, "status")) ?? 0 },
        body: text(field(raw, "body")) ?? null,
      };
    case "chunk":
      return { kind: "chunk", id, text: text(field(raw, "text")) ?? "" };
    default:
      return null;
  }
}
