import { AppError } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { FlowTestRecord } from "../../ports/builder.ts";
import type { Clock } from "../../ports/clock.ts";
import type { BotRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { writeRecords } from "../write-records.ts";

type Seal = (test: FlowTestRecord) => IdempotentAnswer;
type Content = Pick<FlowTestRecord, "name" | "transcript">;

/** Conversations that a bot's flow has to pass. Kept as text; whoever runs them reads it. */
export interface FlowTests {
  list(botId: number): Promise<readonly FlowTestRecord[]>;
  find(botId: number, id: number): Promise<FlowTestRecord | null>;
  add(botId: number, content: Content, seal?: Seal): Promise<FlowTestRecord>;
  /** `null`: there is no such one any more. */
  replace(test: FlowTestRecord, content: Content, seal?: Seal): Promise<FlowTestRecord | null>;
  delete(test: FlowTestRecord, seal?: () => IdempotentAnswer): Promise<void>;
  /** The tests of a bot, to be written for a copy of it together with the copy. */
  copyOf(botId: number): Promise<(copy: BotRecord) => readonly RecordWrite[]>;
}

const mostOfBot = 200;

/** Makes the keeper of flow tests. */
export function createFlowTests({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): FlowTests {
  // One change of a bot's tests at a time, so that the limit holds.
  const mailbox = createMailbox();
  const find = async (botId: number, id: number) =>
    (await store.flowTests(botId)).find((test) => test.id === id) ?? null;

  async function put(test: FlowTestRecord, seal?: Seal): Promise<FlowTestRecord> {
    await writeRecords(store, [{ kind: "put-flow-test", test }], seal?.(test));
    return test;
  }

  return {
    find,
    list: (botId) => store.flowTests(botId),
    add: (botId, content, seal) =>
      mailbox.run(botId, async () => {
        if ((await store.flowTests(botId)).length >= mostOfBot)
          throw new AppError("too-many-of-bot", {
            fields: { bot_id: [`A bot has at most ${mostOfBot} flow tests.`] },
          });
        const [id, nowMs] = [await store.reserveIds("flow-test", 1), clock.nowMs()];
        return put({ id, botId, ...content, createdMs: nowMs, updatedMs: nowMs }, seal);
      }),
    replace: ({ id, botId }, content, seal) =>
      mailbox.run(botId, async () => {
        const present = await find(botId, id);
        return present && put({ ...present, ...content, updatedMs: clock.nowMs() }, seal);
      }),
    delete: ({ id, botId }, seal) =>
      mailbox.run(botId, async () => {
        await writeRecords(store, [{ kind: "delete-flow-test", testId: id }], seal?.());
      }),
    copyOf: async (botId) => {
      const tests = await store.flowTests(botId);
      const first = tests.length === 0 ? 0 : await store.reserveIds("flow-test", tests.length);
      return (copy) =>
        tests.map((test, at) => ({
          kind: "put-flow-test",
          test: { ...test, id: first + at, botId: copy.id },
        }));
    },
  };
}
