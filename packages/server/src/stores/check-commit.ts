import type { HookWrites } from "../ports/hooks.ts";
import type { Commit, TurnWrite } from "../ports/store.ts";
import { StoreRefused } from "../ports/store-failure.ts";
import { renderingKey } from "./owed-renderings.ts";

/** Refuses a commit that contradicts itself, before any store sees it. Throws `StoreRefused`. */
export function checkCommit(commit: Commit): void {
  if (commit.turn !== undefined) {
    checkTurn(commit.turn);
  }
}

function checkTurn(turn: TurnWrite): void {
  const { id, revision, state } = turn.conversation;
  if (revision < 1 || state.id !== id) {
    throw new StoreRefused(`Conversation ${id}: revision ${revision} of state ${state.id}.`);
  }
  const { before } = turn;
  if (before !== undefined && (before.id !== id || before.revision !== revision - 1)) {
    throw new StoreRefused(
      `Conversation ${id}: revision ${revision} from revision ${before.revision} of ${before.id}.`,
    );
  }
  checkEntries(turn);
  for (const task of turn.newTasks) {
    checkOwner("Task", task.conversationId, id);
  }
  for (const row of turn.trace) {
    checkOwner("Trace", row.conversationId, id);
  }
  for (const row of [turn.line, turn.webhookRequest]) {
    checkOwner("Line", row?.conversationId ?? id, id);
  }
  if (turn.hooks !== undefined) {
    checkHooks(turn, turn.hooks);
  }
}

/** What is owed to hooks is owed for an entry of this turn, in a variant that this turn brings. */
function checkHooks({ conversation, entries }: TurnWrite, hooks: HookWrites): void {
  const { id, state } = conversation;
  const rendered = new Set<string>();
  const isOfTurn = (seq: number) => seq > state.seq - entries.length && seq <= state.seq;
  for (const { conversationId, seq, variant } of hooks.renderings) {
    checkOwner("Rendering", conversationId, id);
    const key = renderingKey({ seq, variant });
    if (!isOfTurn(seq) || rendered.has(key)) {
      throw new StoreRefused(`Conversation ${id}: rendering of entry ${seq} twice or too late.`);
    }
    rendered.add(key);
  }
  for (const { conversationId, seq, variant } of hooks.deliveries) {
    checkOwner("Delivery", conversationId, id);
    if (!rendered.has(renderingKey({ seq, variant }))) {
      throw new StoreRefused(`Conversation ${id}: delivery of entry ${seq} without a rendering.`);
    }
  }
}

function checkEntries({ conversation, entries }: TurnWrite): void {
  let seq = conversation.state.seq - entries.length;
  for (const entry of entries) {
    seq += 1;
    checkOwner("Entry", entry.conversationId, conversation.id);
    if (entry.seq !== seq || entry.entry.seq !== seq) {
      throw new StoreRefused(
        `Conversation ${conversation.id}: entry ${entry.seq} stands where ${seq} belongs.`,
      );
    }
  }
}

function checkOwner(what: string, found: number, expected: number): void {
  if (found !== expected) {
    throw new StoreRefused(
      `${what} of conversation ${found} in a turn of conversation ${expected}.`,
    );
  }
}
