// The first three parameters are the revision, the newest entry and the newest one before the turn; the last is the
// customer's number. `encodeCommit` lays them out.

/** Begins a conversation. Changes nothing when its number or one of its names is taken. */
export const insertConversation = `
  INSERT INTO conversation (
    revision, seq, name_folded, email_folded, phone_folded, agent_id, is_archived, is_unread, is_opted_in,
    visitor_key, external_token, last_entry_us, last_received_us, last_sent_us, last_text, state,
    uuid, workspace_id, channel_id, registered_us, id)
  VALUES (?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
  ON CONFLICT DO NOTHING`;

/** What every turn changes, whatever else it does. None of these columns has an index. */
const advanced = `
  revision = ?1, seq = ?2, is_unread = ?4, last_entry_us = ?5, last_received_us = ?6, last_sent_us = ?7,
  last_text = ?8, state = ?9`;
const advancingWith = (column: string) => `
  UPDATE conversation SET ${advanced}, ${column} = ?10 WHERE id = ?11 AND revision = ?1 - 1 AND seq = ?3`;

/**
 * Advance a conversation, with none or one of the columns that customers are found and listed by: SQLite rewrites
 * every index that an UPDATE names a column of, changed or not, so that naming only what changes makes the usual
 * turn touch one page, or two.
 */
export const advances = {
  advanceConversation: `
    UPDATE conversation SET ${advanced} WHERE id = ?10 AND revision = ?1 - 1 AND seq = ?3`,
  advanceName: advancingWith("name_folded"),
  advanceEmail: advancingWith("email_folded"),
  advancePhone: advancingWith("phone_folded"),
  advanceAgent: advancingWith("agent_id"),
  advanceArchived: advancingWith("is_archived"),
} as const;

/** The ways to write what has been written before. One of these stands on the tape before its parameters. */
export type ConversationWay = keyof typeof advances | "rewriteConversation";

/** How many parameters each way has. */
export const parameterCounts: { readonly [W in ConversationWay]: number } = {
  rewriteConversation: 22,
  advanceConversation: 10,
  advanceName: 11,
  advanceEmail: 11,
  advancePhone: 11,
  advanceAgent: 11,
  advanceArchived: 11,
};

/** Advances a conversation with all that may change. Throws a uniqueness error when a name is taken. */
export const rewriteConversation = `
  UPDATE conversation SET
    revision = ?1, seq = ?2, name_folded = ?4, email_folded = ?5, phone_folded = ?6, agent_id = ?7,
    is_archived = ?8, is_unread = ?9, is_opted_in = ?10, visitor_key = ?11, external_token = ?12,
    last_entry_us = ?13, last_received_us = ?14, last_sent_us = ?15, last_text = ?16, state = ?17
  WHERE id = ?22 AND revision = ?1 - 1 AND seq = ?3`;

/** Whether a value of the tape is one of the ways. */
export function isConversationWay(way: string): way is ConversationWay {
  return Object.hasOwn(parameterCounts, way);
}

/** What a turn is checked against when nothing was written. */
export const conversationGate = "SELECT revision, seq FROM conversation WHERE id = ?";
