import type { IncomingMessage } from "node:http";

/** The longest body that is read. */
export const LONGEST_BODY_BYTES = 64 * 1024;

/** Reads a request's body; null when it is longer than the cap, and then the rest is not read. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > LONGEST_BODY_BYTES) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  // Left early, an ordinary loop would destroy the connection before it got its answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_BODY_BYTES) return null;
  }
  return Buffer.concat(chunks);
}
