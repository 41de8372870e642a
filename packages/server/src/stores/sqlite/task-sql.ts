/** Adds a task at the end of its lane; alone there, it is the head and ready when due. */
export const addTask = `
  INSERT INTO task
    (conversation_id, key, lane, position, kind, due_ms, ready_ms, epoch, attempt, payload)
  SELECT ?1, ?2, ?3, coalesce(last, 0) + 1, ?4, ?5, CASE WHEN last IS NULL THEN ?5 END, ?6, 0, ?7
  FROM (SELECT max(position) AS last FROM task WHERE conversation_id = ?1 AND lane = ?3)`;

/** Takes a task away, done or cancelled. */
export const removeTask = "DELETE FROM task WHERE conversation_id = ? AND key = ? RETURNING lane";

/** Makes the first task of a lane its head, unless it is already. */
export const promoteHead = `
  UPDATE task SET ready_ms = due_ms
  WHERE ready_ms IS NULL AND conversation_id = ?1 AND lane = ?2 AND position =
    (SELECT min(position) FROM task WHERE conversation_id = ?1 AND lane = ?2)`;

/** Whether a lease is the current one. */
export const leaseGate = `
  SELECT 1 AS held FROM task WHERE conversation_id = ? AND key = ? AND epoch = ?`;

/** The heads that are due, oldest first: one look-up in the index on ready_ms. */
export const dueHeads = `
  SELECT conversation_id, key FROM task
  WHERE ready_ms <= ?1 ORDER BY ready_ms, conversation_id, key LIMIT ?2`;

export const leaseTask = `
  UPDATE task SET epoch = epoch + 1, attempt = attempt + 1, ready_ms = ?3
  WHERE conversation_id = ?1 AND key = ?2
  RETURNING conversation_id, key, lane, kind, due_ms, payload, epoch, attempt`;

/** Ends the leases of all heads; one without a lease is ready when it is due. */
export const releaseTasks = `
  UPDATE task SET epoch = epoch + 1, ready_ms = due_ms
  WHERE ready_ms IS NOT NULL AND ready_ms <> due_ms`;

/** Ends a lease: nobody holds the epoch that it leaves behind. */
export const postponeTask = `
  UPDATE task SET epoch = epoch + 1, due_ms = ?4, ready_ms = ?4
  WHERE conversation_id = ?1 AND key = ?2 AND epoch = ?3`;
