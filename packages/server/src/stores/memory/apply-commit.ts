import type { Commit, CommitResult, StoredEntry, TurnWrite } from "../../ports/store.ts";
import { StoreRefused } from "../../ports/store-failure.ts";
import { customerColumns } from "../customer-columns.ts";
import { firstEpoch } from "../first-epoch.ts";
import { logTurn } from "./analytics.ts";
import { applyRecord } from "./apply-record.ts";
import { oweDeliveries } from "./delivery-lanes.ts";
import { type Journal, openJournal } from "./journal.ts";
import {
  type ConversationRow,
  type EntryRow,
  type MemoryData,
  namesOf,
  toJson,
} from "./memory-data.ts";
import { addTask, leasedTask, removeTask } from "./task-lanes.ts";

/** Writes all of a commit or, with any other answer than `committed` and on a throw, nothing. */
export function applyCommit(data: MemoryData, commit: Commit): CommitResult {
  const journal = openJournal();
  try {
    const result = gates(data, commit) ?? write(data, journal, commit);
    if (result !== "committed") {
      journal.undo();
    }
    return result;
  } catch (error) {
    journal.undo();
    throw error;
  }
}

function gates(data: MemoryData, commit: Commit): CommitResult | null {
  if (commit.idempotency !== undefined && data.answers.has(commit.idempotency.scope)) {
    return "answered-before";
  }
  if (commit.finishes !== undefined && leasedTask(data.tasks, commit.finishes) === null) {
    return "lost-lease";
  }
  return null;
}

function write(data: MemoryData, journal: Journal, commit: Commit): CommitResult {
  const { turn, finishes, idempotency } = commit;
  if (turn !== undefined && !writeConversation(data, journal, turn)) {
    return "conflict";
  }
  if (finishes !== undefined) {
    removeTask(data.tasks, journal, finishes.conversationId, finishes.key);
  }
  if (turn !== undefined) {
    writeTurn(data, journal, turn);
  }
  if (idempotency !== undefined) {
    const { conversationId = turn?.conversation.id ?? null, ...answer } = idempotency;
    journal.put(data.answers, answer.scope, { answer, conversationId });
  }
  return (commit.records ?? []).every((record) => applyRecord(data, journal, record))
    ? "committed"
    : "conflict";
}

function writeConversation(data: MemoryData, journal: Journal, turn: TurnWrite): boolean {
  const row = conversationRow(turn);
  const before = data.conversations.get(row.id);
  if ((before?.revision ?? 0) !== row.revision - 1) {
    return false;
  }
  if ((before?.seq ?? 0) !== row.seq - turn.entries.length) {
    throw new StoreRefused(`Conversation ${row.id}: its entries leave a gap or repeat.`);
  }
  if (!takeNames(data, journal, before, row)) {
    return false;
  }
  journal.put(data.conversations, row.id, row);
  return true;
}

function conversationRow({ conversation }: TurnWrite): ConversationRow {
  return {
    id: conversation.id,
    workspaceId: conversation.workspaceId,
    channelId: conversation.channelId,
    revision: conversation.revision,
    seq: conversation.state.seq,
    isOptedIn: conversation.isOptedIn,
    visitorKey: conversation.visitorKey,
    externalToken: conversation.externalToken,
    columns: customerColumns(conversation.state),
    conversation: toJson(conversation),
  };
}

function takeNames(
  { names: taken }: MemoryData,
  journal: Journal,
  before: ConversationRow | undefined,
  row: ConversationRow,
): boolean {
  const names = namesOf(row);
  if (names.some((name) => (taken.get(name) ?? row.id) !== row.id)) {
    return false;
  }
  for (const name of before === undefined ? [] : namesOf(before)) {
    journal.remove(taken, name);
  }
  for (const name of names) {
    journal.put(taken, name, row.id);
  }
  return true;
}

function writeTurn(data: MemoryData, journal: Journal, turn: TurnWrite): void {
  const { id, revision } = turn.conversation;
  addEntries(data, journal, id, turn.entries);
  for (const key of turn.cancelledTasks) {
    removeTask(data.tasks, journal, id, key);
  }
  for (const task of turn.newTasks) {
    addTask(data.tasks, journal, task, firstEpoch(revision));
  }
  journal.append(listOf(data.traces, id), turn.trace.map(toJson));
  logTurn(data, journal, turn);
  if (turn.hooks !== undefined) {
    oweDeliveries(data, journal, turn.hooks);
  }
}

function addEntries(
  data: MemoryData,
  journal: Journal,
  id: number,
  entries: readonly StoredEntry[],
): void {
  const log = listOf(data.entries, id);
  const known = new Set(log.flatMap(({ clientId }) => (clientId === null ? [] : [clientId])));
  const rows = entries.map(entryRow);
  for (const { clientId } of rows) {
    if (clientId !== null && known.has(clientId)) {
      throw new StoreRefused(`Conversation ${id}: client id ${clientId} exists.`);
    }
    if (clientId !== null) {
      known.add(clientId);
    }
  }
  journal.append(log, rows);
}

const entryRow = ({ seq, uuid, atUs, entry, clientHash }: StoredEntry): EntryRow => ({
  seq,
  uuid,
  clientId: ("clientId" in entry ? entry.clientId : null) ?? null,
  atUs,
  clientHash,
  entry: JSON.stringify(entry),
});

function listOf<V>(lists: Map<number, V[]>, id: number): V[] {
  const list = lists.get(id) ?? [];
  lists.set(id, list);
  return list;
}
