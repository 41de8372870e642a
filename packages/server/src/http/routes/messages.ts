import {
  Done,
  SendImage,
  SendLocation,
  SendTemplate,
  SendText,
  Transcript,
  TranscriptQuery,
} from "@parley/contract";
import type { Message } from "@parley/flow";
import { presentMessage } from "../../channels/platform/present-message.ts";
import { AppError, invalidFields } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import { limits } from "../../ingest/limits.ts";
import { type Answer, success } from "../answer.ts";
import { serveRoute } from "../route.ts";
import type { Call } from "../route-spec.ts";
import { CustomerParams, findCustomer, findReachableCustomer } from "./find-customer.ts";
import type { ResourcePorts } from "./platform-ports.ts";
import { actorOf } from "./states.ts";

const tag = "Messages";
const takesOver =
  "Takes the conversation over: the bot stops, and the token's agent holds the customer from here. An archived conversation comes back.";

/** `/v1/customers/{id}/messages/` and `send_…`: what was said, and saying something. */
export function serveMessages(ports: ResourcePorts): void {
  serveTranscript(ports);
  const shared = {
    method: "POST",
    scope: "messages:send",
    tag,
    params: CustomerParams,
    answers: { 200: Done },
    description: takesOver,
    refusals: ["customer-blocked", "channel-inactive", "held-by-another"],
  } as const;
  serveRoute(ports.routes, {
    ...{ ...shared, path: "/v1/customers/:id/send_text/", body: SendText },
    ...{ operationId: "sendText", summary: "Send a text" },
    handle: (call) => send(ports, call, { type: "text", text: shortEnough(call.body.message) }),
  });
  serveRoute(ports.routes, {
    ...{ ...shared, path: "/v1/customers/:id/send_image/", body: SendImage },
    ...{ operationId: "sendImage", summary: "Send an image" },
    handle: (call) => {
      const { url, caption } = call.body;
      return send(ports, call, { type: "image", url, ...(caption && { caption }) });
    },
  });
  serveRoute(ports.routes, {
    ...{ ...shared, path: "/v1/customers/:id/send_location/", body: SendLocation },
    ...{ operationId: "sendLocation", summary: "Send a place" },
    handle: (call) => {
      const { latitude, longitude } = call.body;
      return send(ports, call, { type: "location", latitude, longitude });
    },
  });
  serveRoute(ports.routes, {
    ...{ ...shared, path: "/v1/customers/:id/send_template/", body: SendTemplate },
    ...{ operationId: "sendTemplate", summary: "Send a WhatsApp template" },
    description: "On WhatsApp channels only.",
    refusals: ["channel-not-whatsapp"],
    handle: async ({ identity, params }) => {
      await findCustomer(ports, identity, params.id);
      throw new AppError("channel-not-whatsapp");
    },
  });
}

type SendCall = Call<{ id: number }, unknown, { takeover?: boolean | undefined }>;

async function send(ports: ResourcePorts, call: SendCall, message: Message): Promise<Answer> {
  const { identity, params, body, settle } = call;
  await findReachableCustomer(ports, identity, params.id);
  const actor = actorOf(identity);
  return settle(
    (seal) =>
      ports.features.agentTurns.send(params.id, actor, message, body.takeover ?? true, seal),
    () => success,
  );
}

function shortEnough(text: string): string {
  if (Buffer.byteLength(text) <= limits.messageTextBytes) return text;
  throw invalidFields({ message: ["A message has at most 32 KiB."] });
}

function serveTranscript(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "GET", path: "/v1/customers/:id/messages/", scope: "customers:read" },
    ...{ operationId: "listMessages", tag, summary: "Read a transcript" },
    description:
      "In order. All of it, or with `limit` a part; `after_seq` goes on where one stopped.",
    params: CustomerParams,
    query: TranscriptQuery,
    answers: { 200: Transcript },
    handle: async ({ identity, params, query }) => {
      const messages = await transcript(ports, identity, params.id, query);
      return { status: 200, body: { success: true, messages } };
    },
  });
}

async function transcript(
  ports: ResourcePorts,
  identity: Identity,
  id: number,
  { after_seq, offset, limit }: TranscriptQuery,
) {
  const customer = await findCustomer(ports, identity, id);
  const channel = await ports.features.channels.find(identity.workspaceId, customer.channelId);
  const entries = await ports.store.entries({
    conversationId: id,
    // `seq` has no gaps, so leaving some out is beginning later.
    afterSeq: after_seq + offset,
    limit: limit ?? Math.max(customer.state.seq, 1),
  });
  const cast = { customer, channelName: channel?.name ?? "" };
  return entries.map((entry) => presentMessage(entry, cast));
}
