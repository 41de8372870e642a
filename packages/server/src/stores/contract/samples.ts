import { newState, type State } from "@parley/flow";
import type {
  Commit,
  Conversation,
  Store,
  StoredEntry,
  TraceRow,
  TurnWrite,
} from "../../ports/store.ts";
import type { NewTask } from "../../ports/tasks.ts";

export const WORKSPACE = 1;
export const CHANNEL = 2_000_001;
const BOT = 1_000_001;

/** A customer as their first turn leaves them, with what the case is about. */
export function conversation(id: number, changes: Partial<Conversation> = {}): Conversation {
  return {
    id,
    uuid: `uuid-${id}`,
    workspaceId: WORKSPACE,
    channelId: CHANNEL,
    revision: 1,
    state: newState(id, BOT, 0),
    registeredUs: 1_700_000_000_000_000,
    visitorKey: null,
    externalToken: null,
    isUnread: false,
    isOptedIn: false,
    lastEntryUs: null,
    lastReceivedUs: null,
    lastSentUs: null,
    lastText: null,
    ...changes,
  };
}

/** What the customer said as the entry `seq`. */
export function entry(
  conversationId: number,
  seq: number,
  text = `text ${seq}`,
  clientId?: string,
): StoredEntry {
  return {
    conversationId,
    seq,
    uuid: `entry-${conversationId}-${seq}`,
    atUs: 1_700_000_000_000_000 + seq,
    entry: {
      seq,
      author: { kind: "customer", id: conversationId },
      message: { type: "text", text },
      ...(clientId === undefined ? {} : { clientId }),
    },
    clientHash: clientId === undefined ? null : `hash of ${text}`,
  };
}

export function task(conversationId: number, key: string, changes: Partial<NewTask> = {}): NewTask {
  return {
    ...{ conversationId, key, lane: key, kind: "timer", host: "", dueMs: 0, payload: null },
    ...changes,
  };
}

/** When sample traces were written. */
export const TRACED_MS = 1_700_000_000_000;

export function traceRow(conversationId: number, message: string): TraceRow {
  return {
    conversationId,
    atUs: TRACED_MS * 1000,
    kind: "error",
    block: null,
    code: "E1",
    message,
    detail: { why: message },
  };
}

/** A customer's first turn. */
export function firstTurn(
  of: Conversation,
  parts: Partial<Omit<TurnWrite, "conversation">> = {},
): TurnWrite {
  const entries = parts.entries ?? [];
  const seq = entries.at(-1)?.seq ?? of.state.seq;
  return {
    conversation: { ...of, state: { ...of.state, seq } },
    entries,
    newTasks: parts.newTasks ?? [],
    cancelledTasks: parts.cancelledTasks ?? [],
    trace: parts.trace ?? [],
    ...(parts.hooks === undefined ? {} : { hooks: parts.hooks }),
    ...(parts.before === undefined ? {} : { before: parts.before }),
  };
}

/** The turn after the one that left `before`. */
export function nextTurn(
  before: Conversation,
  parts: Partial<Omit<TurnWrite, "conversation">> & { readonly state?: Partial<State> } = {},
): TurnWrite {
  const { state, ...rest } = parts;
  return firstTurn(
    { ...before, revision: before.revision + 1, state: { ...before.state, ...state } },
    rest,
  );
}

/** Writes a commit that must succeed. */
export async function written(store: Store, commit: Commit): Promise<void> {
  const result = await store.commit(commit);
  if (result !== "committed") {
    throw new Error(`Expected the commit to be written, found ${result}.`);
  }
}

/** Writes customer `id` with these tasks and gives it back. */
export async function customerWith(
  store: Store,
  id: number,
  parts: Partial<Omit<TurnWrite, "conversation">> = {},
): Promise<Conversation> {
  const turn = firstTurn(conversation(id), parts);
  await written(store, { turn });
  return turn.conversation;
}
