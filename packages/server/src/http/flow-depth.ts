import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { mostFlowDepth } from "../ports/egress.ts";

/** Reads how many flows called each other to get to this request. Throws when that were too many; what is no such number is nothing. */
export function flowDepthOf({ headers }: Pick<FastifyRequest, "headers">): number {
  const given = headers["x-flow-depth"];
  if (typeof given !== "string" || !/^\d{1,9}$/.test(given)) return 0;
  const depth = Number(given);
  if (depth > mostFlowDepth) throw new AppError("flow-too-deep");
  return depth;
}
