import { StoreRefused } from "../../ports/store-failure.ts";
import type { SqlValue } from "./column.ts";
import { isTaken } from "./sqlite-failure.ts";
import type { TurnStatements } from "./turn-statements.ts";

const REVISION = 0;
const SEQ_BEFORE = 2;
const ID = 21;

/** Writes a conversation on the revision before its own; `false` when there is another, or when a name is taken. */
export function writeConversation(
  statements: TurnStatements,
  parameters: readonly SqlValue[],
): boolean {
  if (parameters[REVISION] === 1) {
    return begin(statements, parameters);
  }
  return (
    statements.advanceConversation.run(...parameters).changes === 1 ||
    rewrite(statements, parameters)
  );
}

function begin(statements: TurnStatements, parameters: readonly SqlValue[]): boolean {
  if (parameters[SEQ_BEFORE] === 0) {
    return statements.insertConversation.run(...parameters).changes === 1;
  }
  if (statements.conversationGate.get(parameters[ID] ?? null) !== undefined) {
    return false;
  }
  throw new StoreRefused(`Conversation ${parameters[ID]}: its first entry is not entry 1.`);
}

function rewrite(statements: TurnStatements, parameters: readonly SqlValue[]): boolean {
  const stored = statements.conversationGate.get(parameters[ID] ?? null);
  if (stored === undefined || stored.revision !== Number(parameters[REVISION]) - 1) {
    return false;
  }
  if (stored.seq !== parameters[SEQ_BEFORE]) {
    throw new StoreRefused(`Conversation ${parameters[ID]}: its entries leave a gap or repeat.`);
  }
  try {
    statements.rewriteConversation.run(...parameters);
    return true;
  } catch (error) {
    if (isTaken(error)) {
      return false;
    }
    throw error;
  }
}
