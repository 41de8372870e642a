import type { FastifyInstance } from "fastify";
import { readWebMessage } from "../../channels/web/read-web-message.ts";
import { AppError, invalidFields } from "../../errors.ts";
import type { TurnOutcome } from "../../features/conversations/outcome.ts";
import { errorOf } from "../../features/conversations/refusal-error.ts";
import type { VisitorMessage } from "../../features/conversations/visitor-turns.ts";
import { bodyHash } from "../../ingest/body-hash.ts";
import { anyPage } from "./cors.ts";
import { visitorOf, webChannel } from "./visitor-context.ts";
import { takeVisitorRate } from "./visitor-rate.ts";
import { type BodyObject, bodyOf } from "./visitor-secret.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/** `POST /webchat/api/send/`: a visitor says something. 200 means stored; the bot's words come by the stream. */
export function serveSend(app: FastifyInstance, ports: WebchatPorts): void {
  app.hotPost("/webchat/api/send", anyPage, async (request) => {
    const body = bodyOf(request);
    const found = webChannel(ports.channels, body.channel_token);
    const channel = found instanceof Promise ? await found : found;
    const visitor = visitorOf(request, channel, body, ports);
    const message = messageOf(body);
    const counted = takeVisitorRate(ports, request, visitor);
    if (counted) await counted;
    const outcome = await ports.turns.say(visitor.context, message);
    const stored = storedOf(outcome);
    return {
      status: 200,
      body: {
        success: true,
        ...stored,
        ui_key: body.ui_key ?? null,
        // Both generations of clients read their key from here; a change would make them start anew.
        customer_token: visitor.secret,
        landbot_token: visitor.secret,
        server_timestamp: ports.clock.nowMs() / 1000,
      },
    };
  });
}

/** What a chat repeats when it sends again: these, not the page or the time around them, are the message. */
function messageOf(body: BodyObject): VisitorMessage {
  const message = readWebMessage(body);
  const clientId = body.ui_key;
  if (clientId === undefined || clientId === null || clientId === "") return { message };
  if (typeof clientId !== "string" || clientId.length > 128)
    throw invalidFields({ ui_key: ["Give a text of at most 128 characters."] });
  const said = ownKeys.map((name) => body[name] ?? null);
  return { message, clientId, clientHash: bodyHash(said) };
}

const ownKeys = ["type", "message", "payload", "url", "latitude", "longitude", "address"] as const;

function storedOf(outcome: TurnOutcome): { customer_id?: number; seq?: number } {
  if (outcome.kind === "repeated")
    return { customer_id: outcome.conversation.id, seq: outcome.entry.seq };
  if (outcome.kind === "taken") {
    const own = outcome.entries.find(({ entry }) => entry.author.kind === "customer");
    return { customer_id: outcome.conversation.id, ...(own && { seq: own.seq }) };
  }
  // A customer who was shut out does not learn it.
  if (outcome.kind === "refused" && outcome.refusal === "blocked")
    return { customer_id: outcome.state.id, seq: outcome.state.seq };
  throw errorOf(outcome) ?? new AppError("internal");
}
