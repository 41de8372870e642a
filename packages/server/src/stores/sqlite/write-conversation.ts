import { StoreRefused } from "../../ports/store-failure.ts";
import type { SqlValue } from "./column.ts";
import { type ConversationWay, isConversationWay, parameterCounts } from "./conversation-sql.ts";
import { isTaken } from "./sqlite-failure.ts";
import type { TapeReader } from "./tape.ts";
import type { TurnStatements } from "./turn-statements.ts";

const REVISION = 0;
const SEQ_BEFORE = 2;

/** A conversation as it stands on a tape: how to write it if it is there already, and all that may be written. */
export interface TapedConversation {
  readonly way: ConversationWay;
  readonly parameters: readonly SqlValue[];
}

/** Reads a conversation. */
export function readConversation(tape: TapeReader): TapedConversation {
  const way = tape.text();
  if (!isConversationWay(way)) {
    throw new TypeError(`The writer knows no way ${way} to write a conversation.`);
  }
  return { way, parameters: tape.values(parameterCounts[way]) };
}

/** Writes a conversation on the revision before its own; `false` when there is another, or when a name is taken. */
export function writeConversation(
  statements: TurnStatements,
  { way, parameters }: TapedConversation,
): boolean {
  const isFirst = parameters[REVISION] === 1;
  if (isFirst && parameters[SEQ_BEFORE] === 0) {
    return statements.insertConversation.run(...parameters).changes === 1;
  }
  if (!isFirst && update(statements, way, parameters)) {
    return true;
  }
  refuseGap(statements, parameters);
  return false;
}

function update(
  statements: TurnStatements,
  way: ConversationWay,
  parameters: readonly SqlValue[],
): boolean {
  try {
    return statements[way].run(...parameters).changes === 1;
  } catch (error) {
    if (isTaken(error)) {
      return false;
    }
    throw error;
  }
}

/** Another revision is a conflict; on the right one, entries that do not follow are a mistake of the caller. */
function refuseGap({ conversationGate }: TurnStatements, parameters: readonly SqlValue[]): void {
  const id = parameters.at(-1) ?? null;
  const stored = conversationGate.get(id) ?? { revision: 0, seq: 0 };
  const isNext = stored.revision === Number(parameters[REVISION]) - 1;
  if (isNext && stored.seq !== parameters[SEQ_BEFORE]) {
    throw new StoreRefused(`Conversation ${id}: its entries leave a gap or repeat.`);
  }
}
