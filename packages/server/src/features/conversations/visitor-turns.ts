import type { Field, Flow, Happening, Message, Value } from "@parley/flow";
import { coerceField, isFieldName } from "@parley/flow";
import { AppError } from "../../errors.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Advance, TurnRequest } from "./advance.ts";
import { meet } from "./meet.ts";
import type { TurnOutcome } from "./outcome.ts";
import type { Visitors, Welcomed } from "./visitors.ts";

type CustomData = { readonly [name: string]: Value };

/** What a chat tells of its visitor along the way. */
export interface VisitorContext {
  readonly channel: ChannelRecord;
  /** What is stored of the visitor's secret. */
  readonly visitorKey: string;
  /** Begin a conversation if this visitor is unknown. */
  readonly mayBegin: boolean;
  /** Fields that the embedding page sets; only declared hidden ones are taken. */
  readonly customData: CustomData;
  /** Page, country, browser. */
  readonly facts: { readonly [name: string]: Value };
  /** How many flows called each other to get here. */
  readonly flowDepth?: number;
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
    const { channel, visitorKey, mayBegin } = context;
    const caller = { channel, visitor: visitorKey, mayBegin, isSaidToBeNew: mayBegin };
    const outcome = await meet(visitors, caller, (visitor) =>
      advance(turnOf(context, visitor, happening, said)),
    );
    if (outcome.kind === "unknown") throw new AppError("invalid-token");
    return outcome;
  }

  function turnOf(
    context: VisitorContext,
    { id, begin }: Welcomed,
    happening: Happening,
    said: VisitorMessage | null,
  ): TurnRequest {
    return {
      conversationId: id,
      happenings: (now) => {
        const flow = visitors.flowOf(now);
        // The greeting was shown before the first message; it is written down before it, too.
        const all = (known: Flow) => [
          ...preparations(context, now, known),
          ...(happening !== start && now.state.cursor.phase === "new" ? [start] : []),
          happening,
        ];
        return flow instanceof Promise ? flow.then(all) : all(flow);
      },
      flowDepth: context.flowDepth ?? 0,
      ...(begin && { begin }),
      ...(said?.clientId !== undefined && {
        clientId: said.clientId,
        clientHash: said.clientHash ?? "",
      }),
    };
  }

  return {
    arrive: (context) => turn(context, start, null),
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

const start: Happening = { kind: "start" };

/** What the page said last under the names of hidden fields, so that only a change overrules the flow. */
const customDataFact = "custom_data";

/** Facts that are new and hidden fields that have changed, before anything else runs. */
function preparations(context: VisitorContext, now: Conversation, flow: Flow): Happening[] {
  const news = hiddenFieldNews(flow, context.customData, objectOf(now.state.facts[customDataFact]));
  const facts = Object.entries(context.facts).filter(
    ([name, value]) => !Object.is(now.state.facts[name], value),
  );
  if (news.isAny) facts.push([customDataFact, news.said]);
  return [
    ...(facts.length > 0 ? [{ kind: "facts", facts: Object.fromEntries(facts) } as const] : []),
    ...(news.isAny ? [{ kind: "set-fields", fields: news.fields } as const] : []),
  ];
}

interface HiddenFieldNews {
  readonly isAny: boolean;
  readonly fields: { readonly [name: string]: Field };
  /** Everything that the page has said by now. */
  readonly said: { readonly [name: string]: Value };
}

const noNews: HiddenFieldNews = { isAny: false, fields: {}, said: {} };

/** A page may set what the flow declares as hidden, nothing else: other fields decide what the flow believes. */
function hiddenFieldNews(flow: Flow, data: CustomData, before: CustomData): HiddenFieldNews {
  const told = Object.entries(data);
  if (told.length === 0) return noNews;
  const fields: { [name: string]: Field } = {};
  const said: { [name: string]: Value } = { ...before };
  for (const [name, value] of told) {
    const declared = flow.declared.get(name);
    if (!declared?.hidden || !isFieldName(name) || value === null) continue;
    if (Object.hasOwn(before, name) && isSame(before[name], value)) continue;
    const coerced = coerceField(declared.type, value);
    if (!coerced.ok) continue;
    fields[name] = { type: coerced.type, value: coerced.value };
    said[name] = value;
  }
  return { isAny: Object.keys(fields).length > 0, fields, said };
}

const isSame = (a: Value | undefined, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

function objectOf(value: Value | undefined): CustomData {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as CustomData)
    : {};
}
