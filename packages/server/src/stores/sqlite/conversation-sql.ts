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

/**
 * Advances a conversation none of whose indexed columns change: SQLite rewrites every index that an UPDATE
 * names a column of, changed or not, so that naming none makes the usual turn touch one page.
 */
export const advanceConversation = `
  UPDATE conversation SET
    revision = ?1, seq = ?2, is_unread = ?4, last_entry_us = ?5, last_received_us = ?6, last_sent_us = ?7,
    last_text = ?8, state = ?9
  WHERE id = ?10 AND revision = ?1 - 1 AND seq = ?3`;

export const ADVANCE_PARAMETERS = 10;

/** Advances a conversation with all that may change. Throws a uniqueness error when a name is taken. */
export const rewriteConversation = `
  UPDATE conversation SET
    revision = ?1, seq = ?2, name_folded = ?4, email_folded = ?5, phone_folded = ?6, agent_id = ?7,
    is_archived = ?8, is_unread = ?9, is_opted_in = ?10, visitor_key = ?11, external_token = ?12,
    last_entry_us = ?13, last_received_us = ?14, last_sent_us = ?15, last_text = ?16, state = ?17
  WHERE id = ?22 AND revision = ?1 - 1 AND seq = ?3`;

export const CONVERSATION_PARAMETERS = 22;

/** What a turn is checked against when nothing was written. */
export const conversationGate = "SELECT revision, seq FROM conversation WHERE id = ?";
