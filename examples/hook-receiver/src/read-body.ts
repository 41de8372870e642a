import type { IncomingMessage } from "node:http";

/** Reads a request's body; null when it is longer than the cap, and then the rest is not read. */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left early, an ordinary loop would destroy the connection before it got its answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) return null;
  }
  return Buffer.concat(chunks);
}
