/**
 * Takes a request's connection away from the HTTP server, for answers that last for hours.
 *
 * An answer as Node keeps it holds the request, the response, both their states and the parser with its buffers: 10 kB
 * of the 18 that an idle stream cost. Here the connection alone is left, as after an upgrade: what Node does there by
 * itself (`onParserExecuteCommon` in its `_http_server.js`) is done here by hand, as far as the parts are there.
 */
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What the HTTP server listens to on each of its connections. */
const heardByServer = [
  ...["data", "end", "close", "drain", "timeout", "error"],
  ...["pause", "resume"],
] as const;
/** Where it puts listeners of its own in front of the connection's. */
const wrapped = ["on", "addListener", "prependListener"] as const;

/**
 * Gives the bare connection; the response is not to be used any more. Whatever the client still sends is read and
 * dropped, and when either side closes, the connection ends. `null` when the connection is gone.
 */
export function takeConnection(response: ServerResponse): Socket | null {
  const { socket } = response;
  if (!socket || socket.destroyed) return null;
  response.detachSocket(socket);
  const parser: unknown = Reflect.get(socket, "parser");
  call(parser, "unconsume");
  for (const event of heardByServer) socket.removeAllListeners(event);
  for (const name of wrapped) Reflect.deleteProperty(socket, name);
  // Off the list of connections whose requests have a time limit.
  call(parser, "remove");
  Reflect.set(socket, "parser", null);
  // Not at once: this may run while the parser does.
  setImmediate(() => letGo(parser));
  // An answer in the making has a time limit; what lasts has none.
  socket.setTimeout(0);
  socket.setNoDelay(true);
  // A connection that breaks is its reader's business; unheard, it would end the process.
  socket.on("error", () => {});
  socket.on("end", () => socket.destroySoon());
  // Nor does a client who keeps their side open keep what we have closed: the server would wait for them to end.
  socket.on("finish", () => socket.destroy());
  socket.resume();
  return socket;
}

function letGo(parser: unknown): void {
  for (const name of ["socket", "incoming", "outgoing", "onIncoming"]) {
    if (isObject(parser) && name in parser) Reflect.set(parser, name, null);
  }
  call(parser, "close");
}

function call(target: unknown, name: string): void {
  const method: unknown = isObject(target) ? Reflect.get(target, name) : undefined;
  if (typeof method === "function") Reflect.apply(method, target, []);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
