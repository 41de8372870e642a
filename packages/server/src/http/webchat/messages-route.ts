import { webMessage, webState } from "@parley/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import type { Conversation } from "../../ports/store.ts";
import { sendAnswer } from "../answer-errors.ts";
import { speakersOf } from "./speakers.ts";
import { webChannel } from "./visitor-context.ts";
import { readingVisitor } from "./visitor-rate.ts";
import { visitorKeyOf, visitorSecret } from "./visitor-secret.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

type Query = { readonly [key: string]: string | undefined };

/** `GET /webchat/api/messages/`: the visitor's own history, by `seq`, ascending. */
export function serveMessages(app: FastifyInstance, ports: WebchatPorts): void {
  app.get<{ Querystring: Query }>("/webchat/api/messages", async (request, reply) => {
    const { query } = request;
    const { conversation, channel } = await ownConversation(ports, request, query.channel_token);
    const afterSeq = wholeNumber(query.after_seq);
    const beforeSeq = wholeNumber(query.before_seq);
    const entries = await ports.store.entries({
      conversationId: conversation.id,
      limit: Math.min(100, Math.max(1, wholeNumber(query.limit) ?? 50)),
      ...(afterSeq !== null && { afterSeq }),
      ...(beforeSeq !== null && { beforeSeq }),
    });
    const speakers = speakersOf(channel);
    const flow = await ports.visitors.flowOf(conversation);
    return sendAnswer(reply, {
      status: 200,
      body: {
        success: true,
        messages: entries.map((entry) => webMessage(entry, speakers)),
        last_seq: conversation.state.seq,
        state: webState(conversation, flow),
      },
    });
  });
}

/** The conversation of the visitor who asks; a foreign or unknown secret finds nothing. */
export async function ownConversation(
  ports: WebchatPorts,
  request: FastifyRequest,
  channelToken: unknown,
): Promise<{ conversation: Conversation; channel: Awaited<ReturnType<typeof webChannel>> }> {
  const channel = await webChannel(ports.channels, channelToken);
  const secret = visitorSecret(request, {});
  if (secret === null) throw new AppError("no-credentials");
  const conversation = await readingVisitor(ports, request, channel, visitorKeyOf(secret));
  return { conversation, channel };
}

/** A query's whole number, 0 or more; anything else is as if it were not there. */
export function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return null;
  return Number(text);
}
