/**
 * What the entries of a turn owe to the hooks of their channel.
 *
 * Job: decide which hook wants which entry, have each entry rendered once for every variant that is wanted, and put
 * both into the turn, so that they are written with it. Whoever delivers comes afterwards and renders nothing.
 *
 * Invariants
 * 1. What a hook does not want, or may not hear, is no delivery; everything else is, whether the hook is on or off.
 * 2. A body shows the customer as they are after the turn, except for who holds them: that follows the turn's events.
 * 3. The bodies of a turn have a budget together: once it is used up, those that follow are lean.
 * 4. A turn on a channel without hooks is given back as it is, at once.
 */
import type { Author } from "@parley/flow";
import { limits } from "../../ingest/limits.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HookRecord, HookVariant, NewDelivery, Rendering } from "../../ports/hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation, StoredEntry, TurnWrite } from "../../ports/store.ts";
import { type Audience, type HookBook, type Person, personKey } from "./hook-book.ts";

/** A turn as bodies tell of it. */
export interface HookTurn {
  readonly channel: ChannelRecord;
  /** As it is after the turn. */
  readonly conversation: Conversation;
  /** Who an author is; `null` where nobody knows. */
  readonly personOf: (author: Author) => Person | null;
}

/**
 * Writes the body of one entry. `holderId` is the agent who holds the conversation after it; a lean body leaves the
 * customer's custom fields out, and says so.
 */
export type RenderEntry = (
  stored: StoredEntry,
  holderId: number | null,
  isLean?: boolean,
) => Pick<Rendering, "eventId" | "body">;

/** Prepares to write the entries of one turn, in every variant. */
export type HookRenderer = { readonly [V in HookVariant]: (turn: HookTurn) => RenderEntry };

/** Adds to a turn what it owes to hooks. */
export type OweHooks = (before: Conversation, turn: TurnWrite) => TurnWrite | Promise<TurnWrite>;

/** Makes the addition. */
export function createOweHooks({
  book,
  renderer,
  clock,
}: {
  readonly book: HookBook;
  readonly renderer: HookRenderer;
  readonly clock: Clock;
}): OweHooks {
  const owe = (before: Conversation, turn: TurnWrite, audience: Audience): TurnWrite => {
    const owed = owedBy(renderer, before, turn, audience);
    return owed.deliveries.length === 0
      ? turn
      : { ...turn, hooks: { ...owed, nowMs: clock.nowMs() } };
  };

  async function look(before: Conversation, turn: TurnWrite): Promise<TurnWrite> {
    const audience = await book.audience(before.channelId);
    return audience ? owe(before, turn, await book.introduce(audience, turn.entries)) : turn;
  }

  return (before, turn) => {
    if (turn.entries.length === 0) return turn;
    const audience = book.audience(before.channelId);
    if (audience === null) return turn;
    if (audience instanceof Promise) return look(before, turn);
    const introduced = book.introduce(audience, turn.entries);
    return introduced instanceof Promise ? look(before, turn) : owe(before, turn, introduced);
  };
}

function owedBy(
  renderer: HookRenderer,
  before: Conversation,
  { conversation, entries }: TurnWrite,
  { channel, hooks, people }: Audience,
): { readonly renderings: readonly Rendering[]; readonly deliveries: readonly NewDelivery[] } {
  const personOf = (author: Author) =>
    author.kind === "customer"
      ? { uuid: conversation.uuid, email: null }
      : (people.get(personKey(author)) ?? null);
  const pens = penBox(renderer, { channel, conversation, personOf });
  const renderings: Rendering[] = [];
  const deliveries: NewDelivery[] = [];
  let holderId = before.state.holder?.id ?? null;
  let bytes = 0;
  for (const stored of entries) {
    holderId = holderAfter(stored, holderId);
    const { seq, entry } = stored;
    const about = {
      conversationId: conversation.id,
      seq,
      type: "message" in entry ? entry.message.type : "event",
      sender: entry.author.kind,
    };
    const rendered = new Set<HookVariant>();
    for (const hook of hooks) {
      if (!wants(hook, channel, stored)) continue;
      const variant = variantOf(hook);
      if (!rendered.has(variant)) {
        const { eventId, body } = pens(variant)(stored, holderId, bytes >= limits.hookTurnBytes);
        renderings.push({ ...about, variant, eventId, body });
        rendered.add(variant);
        bytes += Buffer.byteLength(body);
      }
      deliveries.push({
        hookId: hook.id,
        conversationId: conversation.id,
        seq,
        variant,
        isReleased: hook.ordering === "none",
      });
    }
  }
  return { renderings, deliveries };
}

/** Prepares each variant when it is first wanted. */
function penBox(renderer: HookRenderer, turn: HookTurn): (variant: HookVariant) => RenderEntry {
  const pens: { [V in HookVariant]?: RenderEntry } = {};
  return (variant) => {
    pens[variant] ??= renderer[variant](turn);
    return pens[variant];
  };
}

function holderAfter({ entry }: StoredEntry, before: number | null): number | null {
  if (!("action" in entry)) return before;
  if (entry.action === "assign") return entry.agent?.id ?? before;
  return entry.action === "unassign" ? null : before;
}

function variantOf({ form, hasLegacyStrings }: HookRecord): HookVariant {
  if (form === "apichat") return "apichat";
  return hasLegacyStrings ? "message-legacy" : "message";
}

/** Events that every hook of the ordinary kind hears of. */
const usualEvents: ReadonlySet<string> = new Set(["assign", "unassign"]);

function wants(hook: HookRecord, channel: ChannelRecord, { entry }: StoredEntry): boolean {
  const sender = entry.author.kind;
  const type = "message" in entry ? entry.message.type : "event";
  if (hook.types.length > 0 && !hook.types.includes(type)) return false;
  if (hook.senders.length > 0 && !hook.senders.includes(sender)) return false;
  if ("action" in entry)
    return (
      hook.extraEvents.includes(entry.action) ||
      (hook.form === "message" && usualEvents.has(entry.action))
    );
  if (sender !== "customer" || channel.type !== "apichat") return true;
  // Whoever sends the customer's messages through the API knows them already; a message hook may ask for them by name.
  return hook.form === "message" && hook.senders.includes("customer");
}
