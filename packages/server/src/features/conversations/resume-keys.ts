import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Resume tokens: `<conversation>-<ticket>-<192 bits>`, the last part a keyed hash of the first two. They can be
 * made again at any time and are stored nowhere; without the installation's key nobody can make one.
 */
export interface ResumeKeys {
  token(conversationId: number, ticket: number): string;
  /** What a token opens; `null` when it was not made here. */
  open(token: string): { readonly conversationId: number; readonly ticket: number } | null;
}

const macBytes = 24;
const shape = /^([0-9a-z]{1,11})-([0-9a-z]{1,11})-([A-Za-z0-9_-]{32})$/;

/** Makes tokens under the installation's key (at least 32 bytes). */
export function createResumeKeys(key: Uint8Array): ResumeKeys {
  if (key.length < 32) throw new Error("The key of resume tokens needs at least 32 bytes.");

  function mac(conversationId: number, ticket: number): Buffer {
    const text = `resume:${conversationId}:${ticket}`;
    return createHmac("sha256", key).update(text).digest().subarray(0, macBytes);
  }

  return {
    token: (conversationId, ticket) =>
      `${conversationId.toString(36)}-${ticket.toString(36)}-${mac(conversationId, ticket).toString("base64url")}`,
    open: (token) => {
      const parts = shape.exec(token);
      if (!parts) return null;
      const conversationId = Number.parseInt(parts[1] ?? "", 36);
      const ticket = Number.parseInt(parts[2] ?? "", 36);
      if (!Number.isSafeInteger(conversationId) || !Number.isSafeInteger(ticket)) return null;
      const given = Buffer.from(parts[3] ?? "", "base64url");
      const isOurs = timingSafeEqual(given, mac(conversationId, ticket));
      return isOurs ? { conversationId, ticket } : null;
    },
  };
}
