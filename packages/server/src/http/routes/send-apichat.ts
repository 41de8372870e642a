import { ChannelSend, ChannelSendAnswer, CustomerToken } from "@parley/contract";
import type { Value } from "@parley/flow";
import { z } from "zod";
import { presentChannelCustomer } from "../../channels/apichat/present-channel-customer.ts";
import { readChannelMessage } from "../../channels/apichat/read-channel-message.ts";
import { AppError } from "../../errors.ts";
import type { TurnOutcome } from "../../features/conversations/outcome.ts";
import { errorOf } from "../../features/conversations/refusal-error.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { IdempotentAnswer } from "../../ports/store.ts";
import { type Answer, errorAnswer } from "../answer.ts";
import { channelGate } from "../channel-gate.ts";
import { flowDepthOf } from "../flow-depth.ts";
import type { Keep } from "../idempotency.ts";
import { serveBehind } from "../route.ts";
import type { Call } from "../route-spec.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const SendParams = z.object({
  customer_token: CustomerToken.describe("Your own name of the customer, made by you."),
});

/** `POST /v1/send/{customer_token}/`: a customer of an API channel says something. */
export function serveChannelSend(ports: ResourcePorts): void {
  serveBehind(
    ports.routes,
    {
      ...{ method: "POST", path: "/v1/send/:customer_token/", scope: null },
      ...{ operationId: "sendAsCustomer", tag: "API channel", summary: "Pass a message on" },
      description:
        "201 once it is stored; the bot's words go to the channel's hook. A customer who is unknown is made, and the bot starts. A message of a customer who is blocked is taken and dropped.",
      params: SendParams,
      ownBody: ChannelSend,
      answers: { 201: ChannelSendAnswer },
      refusals: [
        ...(["no-message", "invalid-message-type", "invalid-message"] as const),
        ...(["channel-inactive", "too-many-fields", "flow-too-deep"] as const),
      ],
      handle: (call) => handleSend(ports, call),
    },
    "channel-key",
    channelGate(ports),
  );
}

type SendCall = Call<z.output<typeof SendParams>, unknown, unknown, ChannelRecord>;

async function handleSend({ features }: ResourcePorts, call: SendCall): Promise<Answer> {
  const { identity: channel, params, request, keep } = call;
  if (!channel.isActive) throw new AppError("channel-inactive");
  const customerToken = params.customer_token;
  // What the ingest gate let in is JSON, or nothing.
  const said = readChannelMessage((request.body ?? null) as Value);
  const outcome = await features.channelTurns.say({
    ...{ channel, customerToken, flowDepth: flowDepthOf(request) },
    ...said,
    ...(keep && { seal: (it: TurnOutcome) => sealed(keep, it, customerToken) }),
  });
  // Met and lost three times over: whoever sends it again meets them anew.
  if (outcome.kind === "unknown" || outcome.kind === "answered-before")
    throw new AppError("key-in-use", { retryAfterSeconds: 1 });
  return answerTo(outcome, customerToken);
}

/** A customer who was shut out does not learn it. */
function answerTo(outcome: TurnOutcome, token: string): Answer {
  const state =
    outcome.kind === "refused" && outcome.refusal === "blocked"
      ? outcome.state
      : outcome.kind === "taken" && outcome.conversation.state;
  if (!state) return errorAnswer(errorOf(outcome) ?? new AppError("internal"));
  return { status: 201, body: { success: true, customer: presentChannelCustomer(state, token) } };
}

/** The answer as it is kept: it tells of the customer, so it is erased with them. */
function sealed(keep: Keep, outcome: TurnOutcome, token: string): IdempotentAnswer {
  const row = keep(answerTo(outcome, token));
  const conversationId = customerOf(outcome);
  return conversationId === null ? row : { ...row, conversationId };
}

function customerOf(outcome: TurnOutcome): number | null {
  if (outcome.kind === "taken") return outcome.conversation.id;
  return outcome.kind === "refused" ? outcome.state.id : null;
}
