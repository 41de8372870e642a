import type { Field, Flow, Happening, Message, Value } from "@parley/flow";
import { coerceField, isFieldName } from "@parley/flow";
import { AppError } from "../../errors.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Advance } from "./advance.ts";
import type { TurnOutcome } from "./outcome.ts";
import type { Visitors } from "./visitors.ts";

/** What a chat tells of its visitor along the way. */
export interface VisitorContext {
  readonly channel: ChannelRecord;
  /** SHA-256 of the visitor's secret. */
  readonly visitorKey: string;
  /** Begin a conversation if this visitor is unknown. */
  readonly mayBegin: boolean;
  /** Fields that the embedding page sets; only declared hidden ones are taken. */
  readonly customData: { readonly [name: string]: Value };
  /** Page, country, browser. */
  readonly facts: { readonly [name: string]: Value };
}

export interface VisitorMessage {
  readonly message: Message;
  /** The chat's own id of this message: a resend is recognised by it. */
  readonly clientId?: string;
  readonly clientHash?: string;
}

/** What visitors of a web chat do. */
export interface VisitorTurns {
  /** The visitor is here: the bot greets, once. */
  arrive(context: VisitorContext): Promise<TurnOutcome>;
  say(context: VisitorContext, said: VisitorMessage): Promise<TurnOutcome>;
}

/** Makes the visitor's side of conversations. */
export function createVisitorTurns({
  advance,
  visitors,
}: {
  readonly advance: Advance;
  readonly visitors: Visitors;
}): VisitorTurns {
  async function turn(
    context: VisitorContext,
    happening: Happening,
    said: VisitorMessage | null,
  ): Promise<TurnOutcome> {
    const visitor = await visitors.find(context);
    if (!visitor) throw new AppError("invalid-token");
    return advance({
      conversationId: visitor.id,
      happenings: async (now) => [
        ...preparations(context, now, await visitors.flowOf(now)),
        // The greeting was shown before the first message; it is written down before it, too.
        { kind: "start" },
        ...(happening.kind === "start" ? [] : [happening]),
      ],
      ...(visitor.begin && { begin: visitor.begin }),
      ...(said?.clientId !== undefined && {
        clientId: said.clientId,
        clientHash: said.clientHash ?? "",
      }),
    });
  }

  return {
    arrive: (context) => turn(context, { kind: "start" }, null),
    say: (context, said) =>
      turn(
        context,
        {
          kind: "customer-message",
          message: said.message,
          ...(said.clientId !== undefined && { clientId: said.clientId }),
        },
        said,
      ),
  };
}

/** Facts that are new and hidden fields that have changed, before anything else runs. */
function preparations(context: VisitorContext, now: Conversation, flow: Flow): Happening[] {
  const facts = Object.entries(context.facts).filter(
    ([name, value]) => !Object.is(now.state.facts[name], value),
  );
  const fields = hiddenFields(flow, context.customData);
  return [
    ...(facts.length > 0 ? [{ kind: "facts", facts: Object.fromEntries(facts) } as const] : []),
    ...(Object.keys(fields).length > 0 ? [{ kind: "set-fields", fields } as const] : []),
  ];
}

/** A page may set what the flow declares as hidden, nothing else: other fields decide what the flow believes. */
function hiddenFields(
  flow: Flow,
  data: { readonly [name: string]: Value },
): { [name: string]: Field } {
  const fields: { [name: string]: Field } = {};
  for (const [name, value] of Object.entries(data)) {
    const declared = flow.declared.get(name);
    if (!declared?.hidden || !isFieldName(name) || value === null) continue;
    const coerced = coerceField(declared.type, value);
    if (coerced.ok) fields[name] = { type: coerced.type, value: coerced.value };
  }
  return fields;
}
