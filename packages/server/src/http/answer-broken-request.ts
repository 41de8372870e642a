import type { Socket } from "node:net";

/** Code of the parser → status and words; whatever else is wrong with a request is 400. */
const told: ReadonlyMap<string | undefined, readonly [status: string, detail: string]> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    ["431 Request Header Fields Too Large", "Path and headers are larger than 16 KiB."],
  ],
  ["ERR_HTTP_REQUEST_TIMEOUT", ["408 Request Timeout", "The request took too long to arrive."]],
]);

/** Answers what cannot be read as a request, which no route ever sees, in the shape of every other error. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [status, detail] = told.get(error.code) ?? ["400 Bad Request", "This is no HTTP request."];
  const body = JSON.stringify({ detail });
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  if (socket.writable) socket.write(`${head}\r\nconnection: close\r\n\r\n${body}`);
  socket.destroy(error);
}
