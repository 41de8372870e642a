import type { FastifyInstance } from "fastify";
import { serveAuth } from "./auth-routes.ts";
import { allowPages } from "./cors.ts";
import { serveMessages } from "./messages-route.ts";
import { serveSend } from "./send-route.ts";
import { serveStream } from "./stream-route.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/** Serves the web chat: arrive, send, history, stream. */
export function serveWebchat(app: FastifyInstance, ports: WebchatPorts): void {
  allowPages(app);
  serveAuth(app, ports);
  serveSend(app, ports);
  serveMessages(app, ports);
  serveStream(app, ports);
}
