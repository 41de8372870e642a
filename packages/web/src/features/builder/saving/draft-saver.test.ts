import type { FlowDocument } from "@parley/flow";
import { expect, test, vi } from "vitest";
import { speak } from "../../../ui/words.ts";
import { createBuilder } from "../builder-state.ts";
import { renameBlock, setParams } from "../model/edit-blocks.ts";
import { smallFlow } from "../model/testing/random-edits.ts";
import { createDraftSaver, type DraftAuthor, type Kept, type Sent } from "./draft-saver.ts";

await speak("en");

const ann = { id: 40_002, name: "Ann" };

/** A server that keeps one draft, and a clock that is turned by hand. */
function desk() {
  const server = {
    ...{ flow: smallFlow, revision: 1, isReachable: true, sent: 0, savedMs: 0 },
    savedBy: null as DraftAuthor | null,
    /** What was read is on its way until this is over. */
    reading: Promise.resolve(),
  };
  let nowMs = 0;
  let waiting: { atMs: number; run: () => void } | null = null;
  let kept: Kept | null = null;
  const builder = createBuilder(smallFlow, () => nowMs);
  const send = async (flow: FlowDocument, etag: string): Promise<Sent> => {
    if (!server.isReachable) return { kind: "unreachable" };
    server.sent += 1;
    if (etag !== `"${server.revision}"`) return { kind: "stale" };
    server.flow = flow;
    server.revision += 1;
    return { kind: "kept", etag: `"${server.revision}"` };
  };
  const saver = createDraftSaver(
    {
      builder,
      send,
      read: async (known) => {
        if (!server.isReachable) return null;
        const etag = `"${server.revision}"`;
        const { flow, savedBy, savedMs } = server;
        const read = etag === known ? ("unchanged" as const) : { flow, etag, savedBy, savedMs };
        await server.reading;
        return read;
      },
      keep: (work) => {
        kept = work;
      },
      nowMs: () => nowMs,
      after: (delayMs, run) => {
        const timer = { atMs: nowMs + delayMs, run };
        waiting = timer;
        return () => {
          if (waiting === timer) waiting = null;
        };
      },
    },
    { flow: smallFlow, etag: '"1"', savedBy: null, savedMs: 0 },
  );
  const pass = async (ms: number) => {
    nowMs += ms;
    const due = waiting !== null && waiting.atMs <= nowMs ? waiting : null;
    if (due) waiting = null;
    due?.run();
    await vi
      .waitFor(() => expect(saver.read().kind).not.toBe("saving"), { timeout: 200 })
      .catch(() => {});
  };
  const say = (text: string) => builder.edit("", (flow) => setParams(flow, "hello", { text }));
  const others = (change: (flow: FlowDocument) => FlowDocument) => {
    server.flow = change(server.flow);
    server.revision += 1;
    server.savedBy = ann;
    server.savedMs = nowMs;
  };
  return { server, builder, saver, pass, say, others, kept: () => kept };
}

test("edits are sent once they come to rest, or after four seconds without any", async () => {
  const { server, saver, pass, say } = desk();
  for (const text of ["a", "b", "c"]) {
    say(text);
    await pass(500);
  }
  expect(server.sent).toBe(0);
  expect(saver.read().kind).toBe("saving");
  await pass(200);
  expect(server.flow.blocks.hello?.params.text).toBe("c");
  expect(saver.read()).toEqual({ kind: "saved", atMs: 1700, isTheirs: false, by: null });
  for (let at = 0; at < 9; at += 1) {
    say(`${at}`);
    await pass(500);
  }
  expect(server.sent).toBe(2);
});

test("without a server edits are kept and counted, and sent when it is back", async () => {
  const { server, builder, saver, pass, say, kept } = desk();
  server.isReachable = false;
  say("Kept");
  builder.edit("", (flow) => renameBlock(flow, "bye", "End"));
  await pass(700);
  expect(saver.read()).toEqual({ kind: "offline", changes: 2 });
  expect(kept()?.mine.blocks.bye?.name).toBe("End");
  await pass(2000);
  expect(saver.read().kind).toBe("offline");
  server.isReachable = true;
  await saver.refresh();
  expect(saver.read().kind).toBe("saved");
  expect(server.flow.blocks.bye?.name).toBe("End");
  expect(kept()).toBeNull();
});

test("what others changed elsewhere is brought in without a question, and nobody's work is lost", async () => {
  const { server, builder, saver, pass, say, others } = desk();
  others((flow) => renameBlock(flow, "bye", "Their end"));
  say("Mine");
  await pass(700);
  expect(saver.read().kind).toBe("saved");
  expect(server.flow.blocks).toMatchObject({
    hello: { params: { text: "Mine" } },
    bye: { name: "Their end" },
  });
  expect(builder.read().history.document.blocks.bye?.name).toBe("Their end");
  builder.undo();
  expect(builder.read().history.document.blocks).toMatchObject({
    hello: { params: { text: "Hello" } },
    bye: { name: "Their end" },
  });
});

test.each(["mine", "theirs"] as const)(
  "the same words changed twice wait for a decision, here for %s",
  async (side) => {
    const { server, builder, saver, pass, say, others } = desk();
    others((flow) => setParams(flow, "hello", { text: "theirs" }));
    say("mine");
    await pass(700);
    expect(saver.read()).toEqual({ kind: "disputed", conflicts: 1 });
    expect(server.flow.blocks.hello?.params.text).toBe("theirs");
    builder.edit("", (flow) => renameBlock(flow, "bye", "Meanwhile"));
    await pass(5000);
    expect(saver.dispute()?.conflicts[0]?.key).toBe("blocks.hello.params.text");
    expect(saver.theirs()).toMatchObject({ savedBy: ann });
    saver.decide(() => side);
    await vi.waitFor(() => expect(saver.read().kind).toBe("saved"));
    expect(server.flow.blocks).toMatchObject({
      hello: { params: { text: side } },
      bye: { name: "Meanwhile" },
    });
  },
);

test("looking at the server brings in what others did while nothing was edited here", async () => {
  const { builder, saver, others } = desk();
  others((flow) => renameBlock(flow, "bye", "Their end"));
  await saver.refresh();
  expect(builder.read().history.document.blocks.bye?.name).toBe("Their end");
  expect(builder.read().history.undo).toEqual([]);
});

test("what others saved is said to be theirs, until there is something of one's own", async () => {
  const { saver, pass, say, others } = desk();
  await pass(15_000);
  await saver.refresh();
  expect(saver.read()).toEqual({ kind: "saved", atMs: 0, isTheirs: false, by: null });
  others((flow) => renameBlock(flow, "bye", "Their end"));
  await saver.refresh();
  expect(saver.read()).toEqual({ kind: "saved", atMs: 15_000, isTheirs: true, by: ann });
  say("Mine");
  await pass(700);
  expect(saver.read()).toEqual({ kind: "saved", atMs: 15_700, isTheirs: false, by: null });
});

test("a new revision of the same words changes nothing here", async () => {
  const { builder, saver, others, say, pass, server } = desk();
  others((flow) => structuredClone(flow));
  const { document } = builder.read().history;
  await saver.refresh();
  expect(builder.read().history.document).toBe(document);
  expect(saver.read()).toEqual({ kind: "saved", atMs: 0, isTheirs: false, by: null });
  say("Mine");
  await pass(700);
  expect(saver.read().kind).toBe("saved");
  expect(server.sent).toBe(1);
});

test("a draft that was read before one's own was saved takes nothing of it back", async () => {
  const { server, builder, saver, pass, say, others } = desk();
  others((flow) => renameBlock(flow, "bye", "Their end"));
  const arrival = Promise.withResolvers<void>();
  server.reading = arrival.promise;
  const looking = saver.refresh();
  server.reading = Promise.resolve();
  say("Mine");
  await pass(700);
  expect(saver.read().kind).toBe("saved");
  arrival.resolve();
  await looking;
  const both = { hello: { params: { text: "Mine" } }, bye: { name: "Their end" } };
  expect(builder.read().history.document.blocks).toMatchObject(both);
  expect(server.flow.blocks).toMatchObject(both);
});

test("taking everything back leaves nothing to send", async () => {
  const { server, builder, saver, pass, say, kept } = desk();
  say("Mine");
  builder.undo();
  expect(saver.read().kind).toBe("saved");
  await pass(5000);
  expect([server.sent, kept()]).toEqual([0, null]);
});
