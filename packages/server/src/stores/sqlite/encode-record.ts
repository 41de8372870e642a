import type { RecordWrite } from "../../ports/store.ts";
import { isAccountWrite } from "../account-writes.ts";
import { foldText } from "../fold-text.ts";
import { commentTable, flowTestTable } from "./analytics-tables.ts";
import { encodeAudit } from "./audit-table.ts";
import type { SqlValue } from "./column.ts";
import { accountStatement } from "./encode-account.ts";
import { healthTable, hookTable } from "./hook-tables.ts";
import type { RecordStatement } from "./record-sql.ts";
import {
  agentTable,
  botTable,
  channelTable,
  tokenTable,
  versionTable,
  workspaceTable,
} from "./record-tables.ts";
import type { Tape } from "./tape.ts";

/** Lays one record out on the tape: the name of its statement, then the statement's parameters as a list. */
export function encodeRecord(tape: Tape, write: RecordWrite): void {
  const [statement, parameters] = statementFor(write);
  tape.push(statement, parameters.length, ...parameters);
}

function statementFor(write: RecordWrite): readonly [RecordStatement, readonly SqlValue[]] {
  if (isAccountWrite(write)) return accountStatement(write);
  switch (write.kind) {
    case "add-audit":
      return [write.kind, encodeAudit(write.row)];
    case "put-workspace":
      return ["put-workspace", workspaceTable.encode(write.workspace)];
    case "put-agent": {
      const row = { ...write.agent, emailFolded: foldText(write.agent.email) };
      return ["put-agent", agentTable.encode(row)];
    }
    case "put-token":
      return ["put-token", tokenTable.encode(write.token)];
    case "note-token-use":
      return ["note-token-use", [write.usedMs, write.tokenId]];
    case "put-bot":
      return write.expectedRevision === null
        ? ["add-bot", botTable.encode(write.bot)]
        : ["change-bot", [...botTable.encode(write.bot), write.expectedRevision]];
    case "put-version":
      return ["add-version", versionTable.encode(write.version)];
    case "put-channel":
      return ["put-channel", channelTable.encode(write.channel)];
    case "put-setting":
      return ["put-setting", [write.name, write.value]];
    case "put-hook":
      return ["put-hook", hookTable.encode(write.hook)];
    case "put-hook-health":
      return ["put-hook-health", healthTable.encode(write.health)];
    case "delete-hook":
      return ["delete-hook", [write.hookId]];
    case "put-comment":
      return ["put-comment", commentTable.encode(write.comment)];
    case "delete-comment":
      return ["delete-comment", [write.commentId]];
    case "put-flow-test":
      return ["put-flow-test", flowTestTable.encode(write.test)];
    case "delete-flow-test":
      return ["delete-flow-test", [write.testId]];
    case "erase-conversation":
      return ["erase-conversation", [write.conversationId]];
  }
}
