import { accountSql } from "./account-sql.ts";
import { eraseAnalytics } from "./analytics-sql.ts";
import { commentTable, flowTestTable } from "./analytics-tables.ts";
import { addAudit } from "./audit-table.ts";
import { putHealth } from "./delivery-sql.ts";
import { hookTable } from "./hook-tables.ts";
import {
  agentTable,
  botTable,
  channelTable,
  tokenTable,
  versionTable,
  workspaceTable,
} from "./record-tables.ts";
import { insertSql, upsertSql } from "./table.ts";

const changeBot = `
  UPDATE bot SET ${botTable.columns.map((column, n) => `${column} = ?${n + 1}`).join(", ")}
  WHERE id = ?1 AND revision = ?${botTable.columns.length + 1}`;

/** The statements that write records, by name. Each is run on the same parameters, one after the other. */
export const recordSql = {
  ...accountSql,
  "add-audit": [addAudit],
  "put-workspace": [upsertSql(workspaceTable, "id")],
  "put-agent": [upsertSql(agentTable, "id")],
  "put-token": [upsertSql(tokenTable, "id")],
  "note-token-use": [
    "UPDATE token SET last_used_ms = max(coalesce(last_used_ms, 0), ?1) WHERE id = ?2",
  ],
  "add-bot": [insertSql(botTable)],
  "change-bot": [changeBot],
  "add-version": [insertSql(versionTable)],
  "put-channel": [upsertSql(channelTable, "id")],
  "put-setting": [
    "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
  ],
  "put-hook": [upsertSql(hookTable, "id")],
  "put-hook-health": [putHealth],
  "delete-hook": ["DELETE FROM hook WHERE id = ?1", "DELETE FROM hook_health WHERE hook_id = ?1"],
  "put-comment": [upsertSql(commentTable, "id")],
  "delete-comment": ["DELETE FROM comment WHERE id = ?1"],
  "put-flow-test": [upsertSql(flowTestTable, "id")],
  "delete-flow-test": ["DELETE FROM flow_test WHERE id = ?1"],
  "erase-conversation": [
    ...eraseAnalytics,
    "DELETE FROM rendering WHERE id IN (SELECT rendering_id FROM delivery WHERE conversation_id = ?1)",
    "DELETE FROM delivery WHERE conversation_id = ?1",
    "DELETE FROM entry WHERE conversation_id = ?1",
    "DELETE FROM task WHERE conversation_id = ?1",
    "DELETE FROM trace WHERE conversation_id = ?1",
    "DELETE FROM idempotent_answer WHERE conversation_id = ?1",
    "DELETE FROM conversation WHERE id = ?1",
  ],
} as const;

/** Statements that conflict where they find no row to change. */
export const needsRow: ReadonlySet<string> = new Set<RecordStatement>([
  "change-bot",
  "take-one-time",
  "take-invitation",
]);

export type RecordStatement = keyof typeof recordSql;
