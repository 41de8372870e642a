import type { FastifyInstance } from "fastify";
import { ownConversation, wholeNumber } from "./messages-route.ts";
import { speakersOf } from "./speakers.ts";
import type { WebchatPorts } from "./webchat-routes.ts";

type Query = { readonly [key: string]: string | undefined };

/** `GET /webchat/api/stream/`: everything after the last `seq` that the visitor has, and from then on as it comes. */
export function serveStream(app: FastifyInstance, ports: WebchatPorts): void {
  app.get<{ Querystring: Query }>("/webchat/api/stream", async (request, reply) => {
    const { query, headers } = request;
    const { conversation, channel } = await ownConversation(ports, request, query["channel_token"]);
    const last = headers["last-event-id"];
    const afterSeq = wholeNumber(typeof last === "string" ? last : query["after_seq"]) ?? 0;
    reply.hijack();
    ports.streams.open(reply.raw, conversation, afterSeq, speakersOf(channel));
  });
}
