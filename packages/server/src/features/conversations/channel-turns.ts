import {
  coerceField,
  type FieldType,
  type Happening,
  readField,
  type State,
  type Value,
} from "@parley/flow";
import { invalidFields } from "../../errors.ts";
import { byteLength } from "../../ingest/byte-length.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Advance } from "./advance.ts";
import { fieldsFrom } from "./customer-fields.ts";
import { meet } from "./meet.ts";
import type { Seal, TurnOutcome } from "./outcome.ts";
import type { VisitorMessage } from "./visitor-turns.ts";
import type { Visitors } from "./visitors.ts";

type Values = { readonly [name: string]: Value };

/** What the owner of an API channel passes on from one of their customers. */
export interface ChannelMessage {
  readonly channel: ChannelRecord;
  /** The owner's own name of the customer. */
  readonly customerToken: string;
  /** Values of fields, kept exactly as they are given. */
  readonly fields: Values;
  /** What the owner tells of the customer under names that no field can have. */
  readonly otherKeys: Values;
  readonly message: VisitorMessage["message"];
  /** How many flows called each other to get here. */
  readonly flowDepth?: number;
  readonly seal?: Seal;
}

/** What customers of an API channel do. */
export interface ChannelTurns {
  /** Takes a message; a customer who is unknown is made with it, and the flow begins. */
  say(said: ChannelMessage): Promise<TurnOutcome>;
}

/** The fact under which an API channel's other keys of a customer are kept. */
export const otherKeysFact = "customer_keys";

/** What an API channel's owner told of a customer under names that no field can have. */
export function otherKeysOf({ facts }: Pick<State, "facts">): Values {
  const told = facts[otherKeysFact];
  return typeof told === "object" && told !== null && !Array.isArray(told) ? (told as Values) : {};
}

/** Makes the customer's side of API channels. */
export function createChannelTurns({
  advance,
  callers,
}: {
  readonly advance: Advance;
  readonly callers: Visitors;
}): ChannelTurns {
  return {
    say: (said) => {
      const { channel, customerToken: visitor, flowDepth = 0, seal } = said;
      return meet(callers, { channel, visitor, mayBegin: true }, ({ id, begin }) =>
        advance({
          conversationId: id,
          happenings: (now) => happeningsOf(said, now),
          flowDepth,
          ...(begin && { begin }),
          // A conversation that went away meanwhile is met anew: that is no answer yet.
          ...(seal && {
            seal: (it: TurnOutcome) => (it.kind === "unknown" ? undefined : seal(it)),
          }),
        }),
      );
    },
  };
}

/** The first message of all begins the flow; it answers no question that nobody has seen. */
function happeningsOf(
  { fields, otherKeys, message }: ChannelMessage,
  now: Conversation,
): Happening[] {
  const news = fieldNews(fields, now);
  const known = otherKeysOf(now.state);
  const told = { ...known, ...otherKeys };
  const hasOthers = Object.keys(otherKeys).length > 0 && !isSame(known, told);
  return [
    ...(hasOthers
      ? [{ kind: "facts", facts: { [otherKeysFact]: withinRoom(told, otherKeys) } } as const]
      : []),
    ...(Object.keys(news).length > 0 ? [{ kind: "set-fields", fields: news } as const] : []),
    { kind: "customer-message", message },
  ];
}

const mostOtherBytes = 16 * 1024;

/**
 * Where there is no room for all that was ever told, the keys that were told first go: nobody can take them out, and for
 * good every message would be refused.
 */
function withinRoom(told: Values, now: Values): Values {
  if (sizeOf(now) > mostOtherBytes)
    throw invalidFields({
      customer: ["Keys that no field can be named by may take 16 KiB together."],
    });
  let excess = sizeOf(told) - mostOtherBytes;
  const isKept = ([name, value]: readonly [string, Value]): boolean => {
    if (excess <= 0 || Object.hasOwn(now, name)) return true;
    // But for a comma in place of the braces.
    excess -= sizeOf({ [name]: value }) - 1;
    return false;
  };
  return Object.fromEntries(Object.entries(told).filter(isKept));
}

const sizeOf = (values: Values): number => byteLength(JSON.stringify(values));

function fieldNews(fields: Values, now: Conversation) {
  const changed = Object.entries(fields).filter(
    ([name, value]) => value !== null && !isSame(readField(now.state.fields, name)?.value, value),
  );
  const inputs = changed.map(([name, value]) => [name, { value, ...typeFor(now, name, value) }]);
  return fieldsFrom(now, Object.fromEntries(inputs));
}

/** What comes back has to be what was given: a field keeps its type only where that leaves the value as it is. */
function typeFor(now: Conversation, name: string, value: Value): { readonly type?: FieldType } {
  const present = readField(now.state.fields, name);
  const kept = present && coerceField(present.type, value);
  if (kept?.ok && isSame(kept.value, value)) return { type: kept.type };
  const own = coerceField(undefined, value);
  return own.ok ? { type: own.type } : {};
}

const isSame = (a: Value | undefined, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);
