import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import type { Answer } from "../answer.ts";
import { secretOf } from "../authenticate.ts";
import type { EventStream } from "../event-streams.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const retryAfterSeconds = 10;

/** Answers with a stream of events that lasts as long as its reader and their token. */
export function eventStreamOf(
  { hooks: { streams }, features }: Pick<ResourcePorts, "hooks" | "features">,
  { request, key }: { readonly request: FastifyRequest; readonly key: string },
  begin: (stream: EventStream) => () => void,
): Answer {
  if (!streams.hasRoom(key)) throw new AppError("throttled", { retryAfterSeconds });
  const secret = secretOf(request);
  const mayStillRead = async () => (await features.tokens.verify(secret)) !== null;
  return {
    ...{ status: 200, body: null },
    takeOver: (response) => streams.open({ response, key, mayStillRead }, begin),
  };
}
