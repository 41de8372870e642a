import type { DatabaseSync } from "node:sqlite";
import type { RunRequest } from "../../ports/hooks.ts";
import { number, type SqlRow } from "./column.ts";
import type { Tape } from "./tape.ts";
import { tryRead } from "./try-read.ts";
import { prepareAll } from "./turn-statements.ts";
import type { WriteQueue } from "./write-queue.ts";

const STEP_ROWS = 250;

const COLUMNS = "id, conversation_id, seq, hook_id, run, rendering_id, created_ms";

const readSql = {
  // Of every run, and in a conversation of every hook: what is looked at in a step is bounded, not what is found.
  // In two parts, as the index is then entered at the last row itself, however many have its time.
  ofHook: `
    SELECT ${COLUMNS} FROM delivery WHERE hook_id = ?1 AND created_ms = ?2 AND id > ?3
    UNION ALL
    SELECT ${COLUMNS} FROM delivery WHERE hook_id = ?1 AND created_ms > ?2 AND created_ms < ?4
    ORDER BY created_ms, id LIMIT ${STEP_ROWS}`,
  ofConversation: `
    SELECT ${COLUMNS} FROM delivery
    WHERE conversation_id = ?1 AND (seq, hook_id, run) > (?2, ?3, ?4) AND seq <= ?5
    ORDER BY seq, hook_id, run LIMIT ${STEP_ROWS}`,
} as const;

interface Row {
  readonly id: number;
  readonly conversationId: number;
  readonly seq: number;
  readonly hookId: number;
  readonly run: number;
  readonly renderingId: number;
  readonly createdMs: number;
}

/** Reads the rows after the last one that was looked at. */
type ReadStep = (last: Row | undefined) => readonly Row[];

/** Owes deliveries once more, a few at a time, so that what comes meanwhile is written between the steps. */
export function prepareRuns(
  db: DatabaseSync,
  send: WriteQueue["send"],
): (request: RunRequest) => Promise<{ readonly run: number; readonly queued: number }> {
  const sql = prepareAll(db, readSql);
  const stepsOf = (request: RunRequest): ReadStep => {
    const { hookId, only, conversationId = only?.conversationId } = request;
    return conversationId === undefined
      ? ({ createdMs, id } = firstRow(request)) =>
          sql.ofHook.all(hookId, createdMs, id, endOf(request)).map(rowOf)
      : ({ seq, hookId: hook, run } = firstRow(request)) =>
          sql.ofConversation
            .all(conversationId, seq, hook, run, only?.seq ?? Number.MAX_SAFE_INTEGER)
            .map(rowOf);
  };
  return async (request) => {
    const run = await beginRun(send, request);
    const read = stepsOf(request);
    let queued = 0;
    for (let rows = await tryRead(() => read(undefined)); rows.length > 0; ) {
      const chosen = rows.filter((row) => isWanted(row, request));
      if (chosen.length > 0) {
        queued += await oweAgain(send, run, request, chosen);
      }
      const last = rows.at(-1);
      rows = rows.length < STEP_ROWS ? [] : await tryRead(() => read(last));
    }
    return { run, queued };
  };
}

function beginRun(
  send: WriteQueue["send"],
  { hookId, url, nowMs, name }: RunRequest,
): Promise<number> {
  const encode = (tape: Tape) => tape.push(hookId, url, nowMs, name ?? null);
  return send({ name: "begin-run", encode, read: number.read });
}

function oweAgain(
  send: WriteQueue["send"],
  run: number,
  { hookId, nowMs, url }: RunRequest,
  rows: readonly Row[],
): Promise<number> {
  const encode = (tape: Tape) => {
    tape.push(hookId, run, nowMs, url === null ? 0 : 1, rows.length);
    for (const { conversationId, seq, renderingId } of rows) {
      tape.push(conversationId, seq, renderingId);
    }
  };
  return send({ name: "owe-again", encode, read: number.read });
}

/** What stands before all that a run may want. */
const firstRow = ({ only, sinceMs = 0 }: RunRequest): Row => ({
  ...{ id: 0, conversationId: 0, hookId: 0, run: 0, renderingId: 0 },
  seq: only?.seq ?? 0,
  createdMs: sinceMs,
});

/** What comes to be owed while the run is being made is not part of it. */
const endOf = ({ untilMs = Number.MAX_SAFE_INTEGER, nowMs }: RunRequest): number =>
  Math.min(untilMs, nowMs + 1);

const isWanted = (row: Row, request: RunRequest): boolean =>
  row.run === 0 &&
  row.hookId === request.hookId &&
  row.createdMs >= (request.sinceMs ?? 0) &&
  row.createdMs < endOf(request);

const rowOf = (row: SqlRow): Row => ({
  id: number.read(row.id),
  conversationId: number.read(row.conversation_id),
  seq: number.read(row.seq),
  hookId: number.read(row.hook_id),
  run: number.read(row.run),
  renderingId: number.read(row.rendering_id),
  createdMs: number.read(row.created_ms),
});
