import type { State } from "@parley/flow";
import type {
  Commit,
  Conversation,
  IdempotentAnswer,
  StoredEntry,
  TraceRow,
  TurnWrite,
} from "../../ports/store.ts";
import type { NewTask, TaskRef } from "../../ports/tasks.ts";
import { type CustomerColumns, changedColumn, customerColumns } from "../customer-columns.ts";
import { firstEpoch } from "../first-epoch.ts";
import type { SqlValue } from "./column.ts";
import type { ConversationWay } from "./conversation-sql.ts";
import { encodeHooks } from "./encode-hooks.ts";
import { encodeRecord } from "./encode-record.ts";
import type { Tape } from "./tape.ts";

/** Lays a commit out on the tape, gates first. `applyCommit` reads it in the same order. */
export function encodeCommit(tape: Tape, commit: Commit): void {
  const { idempotency, finishes, turn, records } = commit;
  tape.push(records === undefined ? 0 : 1);
  tape.push(idempotency === undefined ? 0 : 1);
  if (idempotency !== undefined) {
    pushAnswer(tape, idempotency, idempotency.conversationId ?? turn?.conversation.id ?? null);
  }
  tape.push(finishes === undefined ? 0 : 1);
  if (finishes !== undefined) {
    pushTaskRef(tape, finishes);
  }
  tape.push(turn === undefined ? 0 : 1);
  if (turn !== undefined) {
    pushTurn(tape, turn);
  }
  tape.push(records?.length ?? 0);
  for (const record of records ?? []) {
    encodeRecord(tape, record);
  }
}

/** Names a lease. */
function pushTaskRef(tape: Tape, { conversationId, key, epoch }: TaskRef): void {
  tape.push(conversationId, key, epoch);
}

function pushAnswer(tape: Tape, answer: IdempotentAnswer, conversationId: number | null): void {
  const { scope, bodyHash, status, body, createdMs } = answer;
  tape.push(scope, conversationId, bodyHash, status, body, createdMs);
}

function pushTurn(tape: Tape, turn: TurnWrite): void {
  const { conversation, entries, cancelledTasks, newTasks, trace } = turn;
  pushConversation(tape, turn);
  tape.push(conversation.id, entries.length);
  for (const entry of entries) {
    pushEntry(tape, entry);
  }
  tape.push(cancelledTasks.length, ...cancelledTasks);
  tape.push(newTasks.length);
  for (const task of newTasks) {
    pushTask(tape, task, firstEpoch(conversation.revision));
  }
  tape.push(trace.length);
  for (const [position, row] of trace.entries()) {
    pushTrace(tape, row, conversation.revision, position);
  }
  encodeHooks(tape, turn.hooks);
  pushLine(tape, turn.line);
  pushRequest(tape, turn.webhookRequest);
}

function pushLine(tape: Tape, line: TurnWrite["line"]): void {
  tape.push(line === undefined ? 0 : 1);
  if (line === undefined) return;
  tape.push(line.conversationId, line.atMs, line.botId, line.version, JSON.stringify(line.facts));
}

function pushRequest(tape: Tape, row: TurnWrite["webhookRequest"]): void {
  tape.push(row === undefined ? 0 : 1);
  if (row === undefined) return;
  tape.push(row.conversationId, row.botId, row.version, row.block, row.atMs);
  tape.push(JSON.stringify(row.exchange));
}

/** The way to write it, which names its parameters in `conversation-sql.ts`, and these in their order. */
function pushConversation(tape: Tape, turn: TurnWrite): void {
  const { before, conversation } = turn;
  const changed = before === undefined ? "several" : changedIn(before, conversation);
  if (changed === "several") {
    tape.push(rewriting);
    pushWhole(tape, turn);
    return;
  }
  tape.push(wayOf[changed]);
  pushAdvanced(tape, turn);
  if (changed !== "none") tape.push(columnOf(conversation.state, changed));
  tape.push(conversation.id);
}

type Changed = ReturnType<typeof changedColumn>;

const rewriting: ConversationWay = "rewriteConversation";
const wayOf: { readonly [C in Exclude<Changed, "several">]: ConversationWay } = {
  none: "advanceConversation",
  nameFolded: "advanceName",
  emailFolded: "advanceEmail",
  phoneFolded: "advancePhone",
  agentId: "advanceAgent",
  isArchived: "advanceArchived",
};

/** What changes of that which a customer is found or listed by: each of these columns has an index. */
function changedIn(before: Conversation, after: Conversation): Changed {
  const hasSameNames =
    before.isOptedIn === after.isOptedIn &&
    before.visitorKey === after.visitorKey &&
    before.externalToken === after.externalToken;
  return hasSameNames ? changedColumn(before.state, after.state) : "several";
}

function columnOf(state: State, column: keyof CustomerColumns): SqlValue {
  const value = customerColumns(state)[column];
  return typeof value === "boolean" ? Number(value) : value;
}

function pushAdvanced(tape: Tape, { conversation, entries }: TurnWrite): void {
  const { state } = conversation;
  tape.push(
    conversation.revision,
    state.seq,
    state.seq - entries.length,
    conversation.isUnread ? 1 : 0,
    conversation.lastEntryUs,
    conversation.lastReceivedUs,
    conversation.lastSentUs,
    conversation.lastText,
    JSON.stringify(state),
  );
}

function pushWhole(tape: Tape, { conversation, entries }: TurnWrite): void {
  const { state } = conversation;
  const columns = customerColumns(state);
  tape.push(
    conversation.revision,
    state.seq,
    state.seq - entries.length,
    columns.nameFolded,
    columns.emailFolded,
    columns.phoneFolded,
    columns.agentId,
    columns.isArchived ? 1 : 0,
    conversation.isUnread ? 1 : 0,
    conversation.isOptedIn ? 1 : 0,
    conversation.visitorKey,
    conversation.externalToken,
    conversation.lastEntryUs,
    conversation.lastReceivedUs,
    conversation.lastSentUs,
    conversation.lastText,
    JSON.stringify(state),
    conversation.uuid,
    conversation.workspaceId,
    conversation.channelId,
    conversation.registeredUs,
    conversation.id,
  );
}

function pushEntry(tape: Tape, stored: StoredEntry): void {
  const { conversationId, seq, uuid, atUs, entry, clientHash } = stored;
  const clientId = ("clientId" in entry ? entry.clientId : null) ?? null;
  tape.push(conversationId, seq, uuid, atUs, clientId, clientHash, JSON.stringify(entry));
}

function pushTask(tape: Tape, task: NewTask, epoch: number): void {
  const { conversationId, key, lane, kind, host, dueMs, payload } = task;
  tape.push(conversationId, key, lane, kind, dueMs, epoch, JSON.stringify(payload ?? null), host);
}

function pushTrace(tape: Tape, row: TraceRow, revision: number, position: number): void {
  const { conversationId, atUs, kind, block, code, message, detail } = row;
  tape.push(conversationId, revision, position, atUs, kind, block, code, message);
  tape.push(JSON.stringify(detail ?? null));
}
