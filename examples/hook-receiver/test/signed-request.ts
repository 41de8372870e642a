import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** A secret as Parley draws it. */
export const drawSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/** A message as a MessageHook sends it. */
export function sampleMessage(changes: { readonly [key: string]: unknown } = {}) {
  return {
    ...{ type: "text", timestamp: 1_790_000_000.25, seq: 1, event_id: "evt_1" },
    data: { body: "Hello" },
    sender: { id: 10_000_001, name: "Ann", type: "customer" },
    customer: { id: 10_000_001, name: "Ann", agent_id: null, archived: false, city: "Lisbon" },
    channel: { id: 2_000_001, name: "Bot", type: "landbot" },
    ...changes,
  };
}

/** What Parley sends for a message, signed by the public library of the standard. */
export function signedRequest(
  secret: string,
  message: { readonly event_id?: unknown } & object,
  at = new Date(),
): { readonly method: "POST"; readonly headers: Record<string, string>; readonly body: string } {
  const body = JSON.stringify({ messages: [message] });
  const id = String(message.event_id);
  return {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
    body,
  };
}

/** Sends a message to a receiver as Parley does. */
export const sendHook = (url: string, secret: string, message: { readonly event_id?: unknown }) =>
  fetch(url, signedRequest(secret, message));
