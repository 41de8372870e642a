import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import { networkKey } from "../../features/accounts/tries.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Places } from "../places.ts";
import { takeRate } from "../take-rate.ts";
import type { Visitor } from "./visitor-context.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/**
 * Counts a request against its visitor's rate, or against its network's where the visitor is new. Refuses a secret
 * that nobody has before anything is counted, kept or made for it. A promise only where the store has to be asked.
 */
export function takeVisitorRate(
  ports: WebchatPorts,
  request: Pick<FastifyRequest, "ip">,
  { context, isSecretFresh }: Visitor,
): void | Promise<void> {
  const { channel, visitorKey, mayBegin } = context;
  // Who says that they are new is counted as such, so that nobody is looked for twice.
  const find = mayBegin ? ports.visitors.findRecent : ports.visitors.find;
  const found = isSecretFresh ? null : find(channel, visitorKey);
  const count = (id: number | null) => {
    if (id === null && !mayBegin) throw refuseStranger(ports, request);
    if (id === null) takeRate(ports.arrivalBuckets, networkKey(request.ip));
    takeRate(ports.sendBuckets, visitorKey);
  };
  return found instanceof Promise ? found.then(count) : count(found);
}

/** Finds the conversation of a visitor who reads, within their rate. A foreign or unknown secret finds nothing. */
export async function readingVisitor(
  ports: WebchatPorts,
  request: Pick<FastifyRequest, "ip">,
  channel: ChannelRecord,
  visitorKey: string,
): Promise<Conversation> {
  const id = await ports.visitors.find(channel, visitorKey);
  if (id === null) throw refuseStranger(ports, request);
  takeRate(ports.readBuckets, visitorKey);
  const conversation = await ports.read(id);
  if (!conversation) throw new AppError("invalid-token");
  return conversation;
}

/** Takes a place for what lasts. Throws when the network has none left. */
export function takePlace(
  places: Places | null,
  { ip }: Pick<FastifyRequest, "ip">,
  retryAfterSeconds: number,
): () => void {
  const giveBack = places ? places.take(networkKey(ip)) : () => {};
  if (!giveBack) throw new AppError("throttled", { retryAfterSeconds });
  return giveBack;
}

/** Who tries secrets is told less and less often that they are wrong. */
function refuseStranger(
  { strangerBuckets }: WebchatPorts,
  { ip }: Pick<FastifyRequest, "ip">,
): AppError {
  takeRate(strangerBuckets, networkKey(ip));
  return new AppError("invalid-token");
}
