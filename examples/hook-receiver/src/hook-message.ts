/** What a receiver reads of a message or event. There is more in it: see the JSON Schema that Parley serves. */
export interface HookMessage {
  /** The same on every repeat, resend and replay: know it again by this. */
  readonly event_id: string;
  /** 1, 2, 3 … in a conversation. */
  readonly seq: number;
  readonly type: string;
  /** Seconds since 1970, with a fraction. */
  readonly timestamp: number;
  readonly data: { readonly [key: string]: unknown };
  readonly sender: {
    readonly id: number;
    readonly name: string;
    readonly type: "customer" | "bot" | "agent" | "sys";
  };
  /** The customer's own keys, and each of their fields as a key of its own. */
  readonly customer: {
    readonly id: number;
    readonly name: string;
    readonly agent_id: number | null;
    readonly [field: string]: unknown;
  };
  readonly channel: { readonly id: number; readonly name: string; readonly type: string };
}

/** The one message of a hook's body; null when the body is none of a MessageHook's. */
export function hookMessage(body: unknown): HookMessage | null {
  const messages = isObject(body) ? body.messages : null;
  const message: unknown = Array.isArray(messages) ? messages[0] : null;
  if (!isObject(message)) return null;
  const parts = [message.data, message.sender, message.customer, message.channel];
  const isWhole =
    parts.every(isObject) &&
    typeof message.event_id === "string" &&
    typeof message.seq === "number" &&
    typeof message.type === "string" &&
    typeof message.timestamp === "number";
  // Signed by Parley, and of the right form: the rest is as its schema says.
  return isWhole ? (message as unknown as HookMessage) : null;
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
