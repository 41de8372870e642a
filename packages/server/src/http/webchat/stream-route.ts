import type { FastifyInstance } from "fastify";
import { AppError } from "../../errors.ts";
import { takeConnection } from "../take-connection.ts";
import { ownConversation, wholeNumber } from "./messages-route.ts";
import { speakersOf } from "./speakers.ts";
import { takePlace } from "./visitor-rate.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

type Query = { readonly [key: string]: string | undefined };

const retryAfterSeconds = 10;
const notByHead = { exposeHeadRoute: false };

/** `GET /webchat/api/stream/`: everything after the last `seq` that the visitor has, and from then on as it comes. */
export function serveStream(app: FastifyInstance, ports: WebchatPorts): void {
  app.get<{ Querystring: Query }>("/webchat/api/stream", notByHead, async (request, reply) => {
    const { query, headers } = request;
    const { conversation, channel } = await ownConversation(ports, request, query.channel_token);
    if (!ports.streams.hasRoom(conversation.id))
      throw new AppError("throttled", { retryAfterSeconds });
    const last = headers["last-event-id"];
    // What the client has received since it opened the address counts more than the address.
    const afterSeq =
      wholeNumber(typeof last === "string" ? last : undefined) ?? wholeNumber(query.after_seq) ?? 0;
    const giveBack = takePlace(ports.streamPlaces, request, retryAfterSeconds);
    reply.hijack();
    const line = takeConnection(reply.raw);
    if (!line) return giveBack();
    if (ports.streamPlaces) line.once("close", giveBack);
    ports.streams.open({
      line,
      conversationId: conversation.id,
      // A number from the future would wait for ever.
      afterSeq: Math.min(afterSeq, conversation.state.seq),
      speakers: speakersOf(channel),
    });
  });
}
