import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import { takeRate } from "../take-rate.ts";
import type { Visitor } from "./visitor-context.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/**
 * Counts a request against its visitor's rate, or against its address's where the visitor is new. Refuses a secret
 * that nobody has before anything is counted, kept or made for it.
 */
export async function takeVisitorRate(
  { visitors, sendBuckets, arrivalBuckets }: WebchatPorts,
  { ip }: Pick<FastifyRequest, "ip">,
  { context, isSecretFresh }: Visitor,
): Promise<void> {
  const { channel, visitorKey, mayBegin } = context;
  const isNew = isSecretFresh || (await visitors.find(channel, visitorKey)) === null;
  if (isNew && !mayBegin) throw new AppError("invalid-token");
  if (isNew) takeRate(arrivalBuckets, ip);
  takeRate(sendBuckets, visitorKey);
}
