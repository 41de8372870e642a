import type {
  Commit,
  Conversation,
  IdempotentAnswer,
  NewTask,
  StoredEntry,
  TaskRef,
  TraceRow,
  TurnWrite,
} from "../../ports/store.ts";
import { customerColumns, hasSameColumns } from "../customer-columns.ts";
import { firstEpoch } from "../first-epoch.ts";
import { ADVANCE_PARAMETERS, CONVERSATION_PARAMETERS } from "./conversation-sql.ts";
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
  if (turn === undefined) {
    tape.push(0);
  } else {
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

/** How many parameters, and then the parameters of `conversation-sql.ts` in their order. */
function pushConversation(tape: Tape, turn: TurnWrite): void {
  const { before, conversation } = turn;
  if (before !== undefined && isSameToLists(before, conversation)) {
    pushAdvanced(tape, turn);
  } else {
    pushWhole(tape, turn);
  }
}

/** Whether nothing changes that a customer is found or listed by: each of these columns has an index. */
function isSameToLists(before: Conversation, after: Conversation): boolean {
  return (
    before.isOptedIn === after.isOptedIn &&
    before.visitorKey === after.visitorKey &&
    before.externalToken === after.externalToken &&
    hasSameColumns(before.state, after.state)
  );
}

function pushAdvanced(tape: Tape, { conversation, entries }: TurnWrite): void {
  const { state } = conversation;
  tape.push(
    ADVANCE_PARAMETERS,
    conversation.revision,
    state.seq,
    state.seq - entries.length,
    conversation.isUnread ? 1 : 0,
    conversation.lastEntryUs,
    conversation.lastReceivedUs,
    conversation.lastSentUs,
    conversation.lastText,
    JSON.stringify(state),
    conversation.id,
  );
}

function pushWhole(tape: Tape, { conversation, entries }: TurnWrite): void {
  const { state } = conversation;
  const columns = customerColumns(state);
  tape.push(
    CONVERSATION_PARAMETERS,
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
