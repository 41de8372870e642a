/** What must hold between entries, renderings and deliveries, as queries that find nothing while it does. */
export const deliverySoundness = {
  "delivery without conversation": `
    SELECT conversation_id, seq, hook_id FROM delivery
    WHERE conversation_id NOT IN (SELECT id FROM conversation)`,
  "delivery without entry": `
    SELECT conversation_id, seq, hook_id FROM delivery WHERE NOT EXISTS (
      SELECT 1 FROM entry
      WHERE entry.conversation_id = delivery.conversation_id AND entry.seq = delivery.seq)`,
  "delivery without rendering": `
    SELECT conversation_id, seq, hook_id FROM delivery WHERE NOT EXISTS (
      SELECT 1 FROM rendering WHERE rendering.id = rendering_id
        AND rendering.conversation_id = delivery.conversation_id AND rendering.seq = delivery.seq)`,
  "rendering that no delivery needs": `
    SELECT conversation_id, seq, variant FROM rendering
    WHERE id NOT IN (SELECT rendering_id FROM delivery)`,
  "owed lane whose head is not its first delivery": `
    SELECT hook_id, run, conversation_id FROM delivery WHERE status < 2 AND is_released = 0
    GROUP BY hook_id, run, conversation_id
    HAVING count(ready_ms) <> 1
      OR min(CASE WHEN ready_ms IS NOT NULL THEN seq END) <> min(seq)`,
  "delivery done before an earlier one of its lane": `
    SELECT conversation_id, hook_id, run, max(seq) FROM delivery AS done
    WHERE status > 1 AND is_released = 0
    GROUP BY hook_id, run, conversation_id
    HAVING max(seq) > (SELECT min(seq) FROM delivery AS owed
      WHERE owed.hook_id = done.hook_id AND owed.run = done.run
        AND owed.conversation_id = done.conversation_id AND status < 2 AND is_released = 0)`,
  "released delivery that is never ready": `
    SELECT conversation_id, seq, hook_id FROM delivery
    WHERE status < 2 AND is_released = 1 AND ready_ms IS NULL`,
  "delivery that is done and ready": `
    SELECT conversation_id, seq, hook_id FROM delivery WHERE status > 1 AND ready_ms IS NOT NULL`,
  "delivery that failed without an attempt": `
    SELECT conversation_id, seq, hook_id FROM delivery
    WHERE (status = 0 AND attempt_count > 0) OR (status = 1 AND attempt_count = 0)`,
  "delivery whose attempts are not as many as it counts": `
    SELECT conversation_id, seq, hook_id FROM delivery
    WHERE attempt_count <> (SELECT count(*) FROM delivery_attempt WHERE delivery_id = delivery.id)`,
  "redirected delivery without its target": `
    SELECT conversation_id, seq, hook_id FROM delivery
    WHERE is_redirected <> EXISTS (SELECT 1 FROM hook_run WHERE hook_run.run = delivery.run)`,
} as const;
