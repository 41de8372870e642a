import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { type ErrorCode, errorKinds } from "../../errors.ts";
import { refusalCodes, shapeOf } from "../openapi/describe-route.ts";
import type { ServedRoute } from "../route-spec.ts";

/** Fails when an answer is not one that the route's documentation promises. A schema is closed: no key beyond it. */
export function checkAnswer(route: ServedRoute, status: number, payload: string): void {
  if (status === 200 && route.spec.streams) return;
  const body: unknown = payload === "" ? null : JSON.parse(payload);
  const { spec } = route;
  const promised = spec.answers[status];
  const schemas = promised ? [promised] : refusalSchemas(route, status);
  const name = `${spec.method} ${spec.path}`;
  if (schemas.length === 0) throw new Error(`${name} answered ${status}, which is not documented.`);
  if (schemas.some((schema) => describes(schema, body))) return;
  throw new Error(`${name} answered ${status} with another body than documented: ${payload}`);
}

/** What only browsers that are signed in can meet; the documentation of the API is written for tokens. */
const sessionRefusals: readonly ErrorCode[] = ["cross-site", "no-seat"];

function refusalSchemas(route: ServedRoute, status: number): readonly z.ZodType[] {
  return [...refusalCodes(route), ...sessionRefusals]
    .filter((code: ErrorCode) => errorKinds[code].status === status)
    .map(shapeOf);
}

function describes(schema: z.ZodType, body: unknown): boolean {
  const read = schema.safeParse(body);
  return read.success && isDeepStrictEqual(read.data, body);
}
