import { AppError } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { CommentRecord } from "../../ports/builder.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AgentRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, Store } from "../../ports/store.ts";
import { writeRecords } from "../write-records.ts";

type Seal = (comment: CommentRecord) => IdempotentAnswer;
type Words = Pick<CommentRecord, "block" | "x" | "y" | "text">;

/** What is to be changed of a remark. */
export type CommentEdit = {
  readonly [K in keyof (Words & Pick<CommentRecord, "isResolved">)]?: CommentRecord[K] | undefined;
};

/** Remarks on a bot's canvas. */
export interface Comments {
  list(botId: number): Promise<readonly CommentRecord[]>;
  find(botId: number, id: number): Promise<CommentRecord | null>;
  add(botId: number, author: AgentRecord, words: Words, seal?: Seal): Promise<CommentRecord>;
  /** Anybody may move or resolve it; only its author changes its text. `null`: there is no such one any more. */
  change(
    comment: CommentRecord,
    by: AgentRecord,
    edit: CommentEdit,
    seal?: Seal,
  ): Promise<CommentRecord | null>;
  /** By its author, or an admin. */
  delete(comment: CommentRecord, by: AgentRecord, seal?: () => IdempotentAnswer): Promise<void>;
}

const mostOfBot = 1_000;

/** Makes the keeper of remarks. */
export function createComments({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Comments {
  // One change of a bot's remarks at a time, so that none undoes another and the limit holds.
  const mailbox = createMailbox();
  const find = async (botId: number, id: number) =>
    (await store.comments(botId)).find((comment) => comment.id === id) ?? null;

  async function put(comment: CommentRecord, seal?: Seal): Promise<CommentRecord> {
    await writeRecords(store, [{ kind: "put-comment", comment }], seal?.(comment));
    return comment;
  }

  return {
    find,
    list: (botId) => store.comments(botId),
    add: (botId, author, words, seal) =>
      mailbox.run(botId, async () => {
        if ((await store.comments(botId)).length >= mostOfBot)
          throw new AppError("too-many-of-bot", {
            fields: { bot_id: [`A bot has at most ${mostOfBot} comments.`] },
          });
        const nowMs = clock.nowMs();
        const about = { id: await store.reserveIds("comment", 1), botId, agentId: author.id };
        const times = { isResolved: false, createdMs: nowMs, updatedMs: nowMs };
        return put({ ...about, ...words, ...times }, seal);
      }),
    change: ({ id, botId }, by, edit, seal) =>
      mailbox.run(botId, async () => {
        const present = await find(botId, id);
        if (!present) return null;
        const given = Object.entries(edit).filter(([, value]) => value !== undefined);
        const changed: CommentRecord = { ...present, ...Object.fromEntries(given) };
        if (changed.text !== present.text && present.agentId !== by.id)
          throw new AppError("not-the-author");
        return put({ ...changed, updatedMs: clock.nowMs() }, seal);
      }),
    delete: ({ id, botId, agentId }, by, seal) =>
      mailbox.run(botId, async () => {
        if (agentId !== by.id && by.role !== "admin") throw new AppError("not-the-author");
        await writeRecords(store, [{ kind: "delete-comment", commentId: id }], seal?.());
      }),
  };
}
