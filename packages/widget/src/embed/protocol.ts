import { field, isObject, oneOf, text } from "../wire/fields.ts";
import { sayTypes } from "../wire/wire.ts";

// What the host page and the chat's frame tell each other, over a MessagePort that only they hold.
// The port is handed to the frame's exact origin, anew each time the browser loads it; see the embedding guide.

/** The one message of `postMessage` itself: it carries the port. */
export const connectMark = "parley:connect";

const placements = ["bubble", "popup", "container", "page"] as const;

/** Host page to frame. */
export type HostMessage =
  | {
      readonly kind: "connect";
      readonly placement: (typeof placements)[number];
      readonly canClose: boolean;
      readonly pageUrl: string;
      readonly customData?: Readonly<Record<string, unknown>> | undefined;
    }
  | { readonly kind: "show"; readonly isOpen: boolean; readonly takesFocus: boolean }
  | {
      readonly kind: "say";
      readonly type?: (typeof sayTypes)[number];
      readonly message: string;
      readonly payload?: string | undefined;
    }
  | { readonly kind: "custom-data"; readonly data: Readonly<Record<string, unknown>> };

/** Frame to host page. */
export type FrameMessage =
  | { readonly kind: "ready" | "close" | "known" }
  | { readonly kind: "unread"; readonly count: number }
  | { readonly kind: "message"; readonly message: unknown };

/** Reads what a host page says; null for anything outside the protocol. */
export function readHostMessage(raw: unknown): HostMessage | null {
  switch (field(raw, "kind")) {
    case "connect":
      return {
        kind: "connect",
        placement: oneOf(placements, field(raw, "placement")) ?? "page",
        canClose: field(raw, "canClose") === true,
        pageUrl: text(field(raw, "pageUrl")) ?? "",
        customData: fields(field(raw, "customData")),
      };
    case "show":
      return {
        kind: "show",
        isOpen: field(raw, "isOpen") === true,
        takesFocus: field(raw, "takesFocus") === true,
      };
    case "say": {
      const type = oneOf(sayTypes, field(raw, "type") ?? "text");
      const message = text(field(raw, "message"));
      if (!type || message === undefined) return null;
      return { kind: "say", type, message, payload: text(field(raw, "payload")) };
    }
    case "custom-data":
      return { kind: "custom-data", data: fields(field(raw, "data")) };
    default:
      return null;
  }
}

function fields(raw: unknown): Readonly<Record<string, unknown>> {
  return isObject(raw) ? raw : {};
}
