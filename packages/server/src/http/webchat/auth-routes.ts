import type { FastifyInstance, FastifyReply } from "fastify";
import { AppError } from "../../errors.ts";
import type { TurnOutcome } from "../../features/conversations/outcome.ts";
import { errorOf } from "../../features/conversations/refusal-error.ts";
import { sendAnswer } from "../answer-errors.ts";
import { type Visitor, visitorOf, webChannel } from "./visitor-context.ts";
import { readingVisitor, takeVisitorRate } from "./visitor-rate.ts";
import { bodyOf } from "./visitor-secret.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/** `/webchat/auth/{channel}/`: a new visitor arrives and is greeted; a returning one is recognised. */
export function serveAuth(app: FastifyInstance, ports: WebchatPorts): void {
  app.post<{ Params: { token: string } }>("/webchat/auth/:token", async (request, reply) => {
    const channel = await webChannel(ports.channels, request.params.token);
    const visitor = visitorOf(request, channel, bodyOf(request), ports);
    await takeVisitorRate(ports, request, visitor);
    return answerWith(ports, reply, visitor, await ports.turns.arrive(visitor.context));
  });

  app.get<{ Params: { token: string } }>("/webchat/auth/:token", async (request, reply) => {
    const channel = await webChannel(ports.channels, request.params.token);
    if (request.headers.authorization === undefined) throw new AppError("no-credentials");
    const visitor = visitorOf(request, channel, {}, ports);
    const { visitorKey } = visitor.context;
    const conversation = await readingVisitor(ports, request, channel, visitorKey);
    return answerWith(ports, reply, visitor, { kind: "taken", conversation, entries: [] });
  });
}

function answerWith(
  ports: WebchatPorts,
  reply: FastifyReply,
  { secret }: Visitor,
  outcome: TurnOutcome,
): FastifyReply {
  const error = errorOf(outcome);
  const isShutOut = outcome.kind === "refused" && outcome.refusal === "blocked";
  if (error && !isShutOut) throw error;
  const state = "conversation" in outcome ? outcome.conversation.state : null;
  return sendAnswer(reply, {
    status: 200,
    body: {
      auth_data: {
        landbot_token: secret,
        firestore_token: "",
        firestore_path: "",
        server_timestamp: ports.clock.nowMs() / 1000,
      },
      customer_id: state?.id ?? null,
      last_seq: state?.seq ?? 0,
    },
  });
}
