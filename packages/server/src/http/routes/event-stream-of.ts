import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { Answer } from "../answer.ts";
import { secretOf } from "../authenticate.ts";
import type { EventStream } from "../event-streams.ts";
import type { ResourcePorts } from "./platform-ports.ts";

export interface Watch {
  readonly request: FastifyRequest;
  readonly identity: Identity;
  /** What is watched. */
  readonly key: string;
}

const retryAfterSeconds = 10;

/** Answers with a stream of events that lasts as long as its reader and their token. */
export function eventStreamOf(
  { hooks: { streams }, features }: Pick<ResourcePorts, "hooks" | "features">,
  { request, identity, key }: Watch,
  begin: (stream: EventStream) => () => void,
): Answer {
  if (!streams.hasRoom(key)) throw new AppError("throttled", { retryAfterSeconds });
  const secret = secretOf(request);
  const tokenId = identity.token.id;
  const mayStillRead = () => features.tokens.stillOpens(secret);
  return {
    ...{ status: 200, body: null },
    takeOver: (response) => streams.open({ response, key, tokenId, mayStillRead }, begin),
  };
}
