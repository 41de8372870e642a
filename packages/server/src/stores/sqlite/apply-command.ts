import type { DatabaseSync } from "node:sqlite";
import type { CommitResult } from "../../ports/store.ts";
import type { TaskRoom } from "../../ports/tasks.ts";
import { type AnalyticsCommands, prepareAnalytics } from "./analytics-commands.ts";
import { prepareCommits } from "./apply-commit.ts";
import { number, type SqlRow } from "./column.ts";
import { prepareDeliveryCommands } from "./delivery-commands.ts";
import type { TapeReader } from "./tape.ts";
import { prepareHeads } from "./task-heads.ts";
import { leaseTask, postponeTask, releaseTasks } from "./task-sql.ts";
import { prepareAll } from "./turn-statements.ts";

/** What the writer can be asked, and what it answers. */
interface Commands extends AnalyticsCommands {
  readonly commit: CommitResult;
  /** The first of the ids. */
  readonly "reserve-ids": number;
  /** Rows of tasks, as their table describes them. */
  readonly "claim-tasks": readonly SqlRow[];
  /** How many rows changed. */
  readonly "postpone-task": number;
  /** How many leases were ended. */
  readonly "release-tasks": number;
  /** How many rows were forgotten. */
  readonly "prune-answers": number;
  readonly "prune-traces": number;
  /** See `DeliveryCommands`. */
  readonly "begin-dispatch": number;
  readonly "record-deliveries": number;
  readonly "begin-run": number;
  readonly "owe-again": number;
  readonly "prune-deliveries": number;
}

export type CommandName = keyof Commands;
export type CommandResult = Commands[CommandName];

/** Carries out the next command of a tape within the open transaction. */
export type ApplyCommand = (tape: TapeReader) => CommandResult;

const commandSql = {
  reserveIds: `
    UPDATE id_sequence SET next_id = next_id + ?2 WHERE kind = ?1
    RETURNING next_id - ?2 AS first`,
  leaseTask,
  postponeTask,
  releaseTasks,
  forgetAnswers: `
    DELETE FROM idempotent_answer WHERE scope IN (
      SELECT scope FROM idempotent_answer WHERE created_ms < ?1 LIMIT ?2)`,
  forgetTraces: `
    DELETE FROM trace WHERE (conversation_id, revision, position) IN (
      SELECT conversation_id, revision, position FROM trace WHERE at_us < ?1 LIMIT ?2)`,
} as const;

export function prepareCommands(db: DatabaseSync): ApplyCommand {
  const statements = prepareAll(db, commandSql);
  const heads = prepareHeads(db);
  const handlers: { readonly [K in CommandName]: (tape: TapeReader) => Commands[K] } = {
    ...prepareDeliveryCommands(db),
    ...prepareAnalytics(db),
    commit: prepareCommits(db),
    "reserve-ids": (tape) => number.read(statements.reserveIds.get(...tape.values(2))?.first),
    "claim-tasks": (tape) => {
      const [nowMs = null, limit = null, leasedUntilMs = null] = tape.values(3);
      const due = heads.due(number.read(nowMs), number.read(limit), readRoom(tape));
      return due.flatMap(({ conversationId, key }) =>
        statements.leaseTask.all(conversationId, key, leasedUntilMs),
      );
    },
    "postpone-task": (tape) => Number(statements.postponeTask.run(...tape.values(5)).changes),
    "release-tasks": () => Number(statements.releaseTasks.run().changes),
    "prune-answers": (tape) => Number(statements.forgetAnswers.run(...tape.values(2)).changes),
    "prune-traces": (tape) => Number(statements.forgetTraces.run(...tape.values(2)).changes),
  };
  return (tape) => handlers[commandName(tape.text())](tape);
}

function readRoom(tape: TapeReader): TaskRoom {
  const others = tape.number();
  const hosts = new Map<string, number>();
  tape.each(() => hosts.set(tape.text(), tape.number()));
  return { hosts, others };
}

function commandName(found: string): CommandName {
  switch (found) {
    case "commit":
    case "reserve-ids":
    case "claim-tasks":
    case "postpone-task":
    case "release-tasks":
    case "prune-answers":
    case "prune-traces":
    case "begin-dispatch":
    case "record-deliveries":
    case "begin-run":
    case "owe-again":
    case "prune-deliveries":
    case "advance-insights":
    case "reset-insights":
    case "prune-requests":
      return found;
    default:
      throw new TypeError(`The writer knows no command ${found}.`);
  }
}
