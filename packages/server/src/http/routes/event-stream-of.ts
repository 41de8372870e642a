import { AppError } from "../../errors.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { Answer } from "../answer.ts";
import type { EventStream } from "../event-streams.ts";
import type { ResourcePorts } from "./platform-ports.ts";

export interface Watch {
  readonly identity: Identity;
  /** What is watched. */
  readonly key: string;
}

const retryAfterSeconds = 10;

/** Answers with a stream of events that lasts as long as its reader, and their token or session. */
export function eventStreamOf(
  { hooks: { streams } }: Pick<ResourcePorts, "hooks">,
  { identity, key }: Watch,
  begin: (stream: EventStream) => () => void,
): Answer {
  const { workspaceId, credential, stillOpens: mayStillRead } = identity;
  if (!streams.hasRoom({ key, workspaceId }))
    throw new AppError("throttled", { retryAfterSeconds });
  return {
    ...{ status: 200, body: null },
    takeOver: (response) =>
      streams.open({ response, key, workspaceId, credential, mayStillRead }, begin),
  };
}
