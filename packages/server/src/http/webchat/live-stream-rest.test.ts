import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { newState, restingFlow } from "@parley/flow";
import { expect, test } from "vitest";
import type { Conversation, StoredEntry } from "../../ports/store.ts";
import { entry, conversation as sample } from "../../stores/contract/samples.ts";
import { createHandClock } from "../testing/hand-ports.ts";
import { startLiveStream } from "./live-stream.ts";

const flow = restingFlow({ resumeUrl: () => "" });

/** A stream over ports that answer at once, and everything it has sent. */
function start(log: StoredEntry[], conversation: Conversation | null = known, takes = true) {
  const line = new PassThrough();
  const clock = createHandClock(0);
  let sent = "";
  if (takes) {
    line.setEncoding("utf8").on("data", (part: string) => {
      sent += part;
    });
  }
  let ends = 0;
  const reports: unknown[] = [];
  const stream = startLiveStream(
    {
      store: { entries: async ({ afterSeq = 0 }) => log.filter(({ seq }) => seq > afterSeq) },
      clock,
      visitors: { flowOf: async () => flow },
      read: async () => conversation,
      report: (error) => reports.push(error),
    },
    { line, conversationId: known.id, afterSeq: 0, speakers: { botName: "", botAvatar: null } },
    () => {
      ends += 1;
    },
  );
  return { stream, sent: () => sent, ends: () => ends, reports, line, clock };
}

const known = sample(10, { state: { ...newState(10, 0, 0), seq: 0 } });

test.each(Array.from({ length: 25 }, (_, depth) => depth))(
  "misses no news that come %i steps after it began a look, on its way to rest",
  async (depth) => {
    const log: StoredEntry[] = [];
    const { stream, sent, reports } = start(log);
    await nextTurn();
    stream.hear([]);
    for (let step = 0; step < depth; step += 1) await Promise.resolve();
    // The hub lost the first of two.
    log.push(entry(10, 1), entry(10, 2));
    stream.hear([entry(10, 2)]);
    await nextTurn();
    await nextTurn();
    expect([...sent().matchAll(/^id: (\d+)$/gm)].map((it) => it[1])).toEqual(["1", "2"]);
    expect(reports).toEqual([]);
  },
);

test("ends at once for a customer who was erased before it began", async () => {
  const { ends, sent } = start([entry(10, 1)], null);
  await nextTurn();
  expect(ends()).toBe(1);
  expect(sent()).not.toContain("event: state");
});

test("ends once, whoever ends it, and sends nothing afterwards", async () => {
  const { stream, sent, ends } = start([]);
  await nextTurn();
  stream.sendAway(300);
  const before = sent();
  stream.end();
  stream.sendAway(300);
  stream.beat();
  stream.hear([entry(10, 1)]);
  await nextTurn();
  expect(ends()).toBe(1);
  expect(sent().match(/event: reconnect/g)).toHaveLength(1);
  expect(sent().slice(before.length)).not.toContain("id: 1");
});

test("lets a reader go who has been told to come back and takes nothing", async () => {
  const { stream, line, clock } = start([entry(10, 1)], known, false);
  await nextTurn();
  stream.sendAway(300);
  clock.advance(4_999);
  expect(line.destroyed).toBe(false);
  clock.advance(1);
  expect(line.destroyed).toBe(true);
});
