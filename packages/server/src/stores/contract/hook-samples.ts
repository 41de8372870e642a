import type {
  AttemptRecord,
  DeliveryKey,
  DeliveryOutcome,
  DeliveryResult,
  HookRecord,
  HookWrites,
  OwedDelivery,
  Rendering,
} from "../../ports/hooks.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import { CHANNEL, conversation, entry, firstTurn, WORKSPACE, written } from "./samples.ts";

/** When sample turns owe something to hooks. */
export const OWED_MS = 1_700_000_000_000;

export function hook(id: number, changes: Partial<HookRecord> = {}): HookRecord {
  return {
    id,
    uuid: `k-${id}`,
    workspaceId: WORKSPACE,
    channelId: CHANNEL,
    form: "message",
    name: "Transcripts — é",
    url: "https://example.org/hook",
    sealed: "sealed",
    isEnabled: true,
    ordering: "auto",
    hasLegacyStrings: false,
    types: ["text", "button"],
    senders: [],
    extraEvents: ["block"],
    createdMs: 1,
    updatedMs: 2,
    ...changes,
  };
}

export function rendering(
  conversationId: number,
  seq: number,
  changes: Partial<Rendering> = {},
): Rendering {
  return {
    ...{ conversationId, seq, variant: "message", type: "text", sender: "customer" },
    eventId: `evt_${conversationId}_${seq}`,
    body: `{"messages":[{"seq":${seq},"data":{"body":"é"}}]}`,
    ...changes,
  };
}

/** Each of these entries, owed to each of these hooks. */
export function hookWrites(
  conversationId: number,
  seqs: readonly number[],
  hookIds: readonly number[],
  changes: { readonly nowMs?: number; readonly isReleased?: boolean } = {},
): HookWrites {
  const { nowMs = OWED_MS, isReleased = false } = changes;
  return {
    renderings: seqs.map((seq) => rendering(conversationId, seq)),
    deliveries: seqs.flatMap((seq) =>
      hookIds.map(
        (hookId) => ({ hookId, conversationId, seq, variant: "message", isReleased }) as const,
      ),
    ),
    nowMs,
  };
}

/** Writes the next turn of a customer, with entries up to `lastSeq` that are owed to these hooks. */
export async function owe(
  store: Store,
  conversationId: number,
  lastSeq: number,
  hookIds: readonly number[],
  changes: { readonly nowMs?: number; readonly isReleased?: boolean } = {},
): Promise<Conversation> {
  const before = (await store.conversation(conversationId)) ?? conversation(conversationId);
  const isNew = before.state.seq === 0;
  const seqs = Array.from(
    { length: lastSeq - before.state.seq },
    (_, n) => before.state.seq + n + 1,
  );
  const turn = firstTurn(
    { ...before, revision: isNew ? 1 : before.revision + 1 },
    {
      entries: seqs.map((seq) => entry(conversationId, seq)),
      hooks: hookWrites(conversationId, seqs, hookIds, changes),
    },
  );
  await written(store, { turn });
  return turn.conversation;
}

/** Writes hooks, their numbers drawn before. */
export async function putHooks(store: Store, ...hooks: readonly HookRecord[]): Promise<void> {
  await store.reserveIds("hook", Math.max(...hooks.map(({ id }) => id)));
  await written(store, { records: hooks.map((one) => ({ kind: "put-hook", hook: one })) });
}

export function key(
  hookId: number,
  conversationId: number,
  seq: number,
  run: number = 0,
): DeliveryKey {
  return { hookId, conversationId, run, seq };
}

export function attempt(
  status: number | null,
  changes: Partial<AttemptRecord> = {},
): AttemptRecord {
  return {
    atMs: OWED_MS + 5,
    durationMs: 12.5,
    url: "https://example.org/hook",
    requestHeaders: { "webhook-id": "evt", "user-agent": "landbot/webhooks" },
    status,
    answerHeaders: { "content-type": "text/plain" },
    answer: "a 'quoted', \"é\" answer\n",
    error: status === 200 ? null : "It answered no 2xx.",
    ...changes,
  };
}

export const ok = (of: DeliveryKey): DeliveryResult => result(of, { kind: "ok" }, 200);
export const dead = (of: DeliveryKey): DeliveryResult => result(of, { kind: "dead" }, 500);
export const released = (of: DeliveryKey): DeliveryResult => result(of, { kind: "released" }, null);

export function later(of: DeliveryKey, dueMs: number, isReleased = false): DeliveryResult {
  return result(of, { kind: "later", dueMs, isReleased }, 503);
}

function result(
  { hookId, conversationId, run, seq }: DeliveryKey,
  outcome: DeliveryOutcome,
  status: number | null,
): DeliveryResult {
  const tried = status === null ? null : attempt(status);
  return { key: { hookId, conversationId, run, seq }, attempt: tried, outcome };
}

/** Names deliveries as "conversation.seq", with the run where it is not 0. */
export function named(deliveries: readonly (DeliveryKey | OwedDelivery)[]): readonly string[] {
  return deliveries.map(
    ({ conversationId, seq, run }) => `${conversationId}.${seq}${run === 0 ? "" : ` run ${run}`}`,
  );
}

/** What of a hook is ready by far in the future. */
export async function ready(store: Store, hookId: number): Promise<readonly string[]> {
  return named(await store.readyDeliveries(hookId, OWED_MS * 2, 100));
}
