import type { ChannelRecord } from "../../ports/records.ts";
import type { TurnOutcome } from "./outcome.ts";
import type { Visitors, Welcomed } from "./visitors.ts";

/** Somebody whom a channel knows by a name or a secret. */
export interface Caller {
  readonly channel: ChannelRecord;
  readonly visitor: string;
  /** Begin a conversation if they are unknown. */
  readonly mayBegin: boolean;
  /** They say that they are new: the store is asked only if it turns out that they are not. */
  readonly isSaidToBeNew?: boolean;
}

const mostAttempts = 3;

/** Runs a turn of whoever calls, in the conversation that is theirs or that it begins; `unknown` when there is none. */
export async function meet(
  visitors: Visitors,
  caller: Caller,
  turn: (welcomed: Welcomed) => Promise<TurnOutcome>,
): Promise<TurnOutcome> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const found = lookUp(visitors, caller, attempt === 1);
    const welcomed = found instanceof Promise ? await found : found;
    if (!welcomed) break;
    const outcome = await turn(welcomed);
    if (outcome.kind === "taken" || outcome.kind === "repeated")
      visitors.settle(caller.channel, caller.visitor, welcomed.id);
    if (outcome.kind !== "unknown") return outcome;
    // Erased, or begun by another process, since it was looked up: look again.
    visitors.forget(welcomed.id);
  }
  return { kind: "unknown" };
}

function lookUp(
  visitors: Visitors,
  { channel, visitor, mayBegin, isSaidToBeNew = false }: Caller,
  isFirst: boolean,
): Welcomed | null | Promise<Welcomed | null> {
  return mayBegin
    ? visitors.welcome(channel, visitor, isSaidToBeNew && isFirst)
    : known(visitors, channel, visitor);
}

async function known(
  visitors: Visitors,
  channel: ChannelRecord,
  visitor: string,
): Promise<Welcomed | null> {
  const id = await visitors.find(channel, visitor);
  return id === null ? null : { id };
}
