import { expect, test } from "vitest";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

const body = "x".repeat(200 * 1024);
const [refusing, healthy] = [8, 9];

/** Hooks whose receivers refuse large bodies, and a last one whose receiver takes small ones. */
async function startNeighbours() {
  const looks = { healthy: 0 };
  const hooks = Array.from({ length: healthy }, (_, n) => ({ url: `http://${n + 1}.example/` }));
  const started = await startByHand(hooks, {
    wrap: (store) => ({
      ...store,
      readyDeliveries: async (...args) => {
        if (args[0] === healthy) looks.healthy += 1;
        const rows = await store.readyDeliveries(...args);
        return args[0] === healthy ? rows : rows.map((row) => ({ ...row, body }));
      },
    }),
  });
  started.egress.script.reply = ({ request }) =>
    answered(request.url.includes(`${healthy}.example`) ? 200 : 400);
  return { ...started, looks };
}

test("sends to a hook at once, however many large bodies wait for others", async () => {
  const { commit, say, egress, pass, clock, dispatcher, looks } = await startNeighbours();
  await say(1, 1, [healthy]);
  await pass(3_000);
  const others = Array.from({ length: refusing }, (_, n) => n + 1);
  for (let conversation = 10; conversation < 160; conversation += 1) {
    const writes = await commit(conversation, 1, others);
    const renderings = writes.renderings.map((it) => ({ ...it, body }));
    dispatcher.offer({ ...writes, renderings });
    await settle();
  }
  // Four attempts each; the next ones are minutes away.
  await pass(60_000, 1_000);
  const before = egress.calls.length;
  looks.healthy = 0;
  const lagsMs: number[] = [];
  for (let conversation = 1_000; conversation < 1_200; conversation += 1) {
    const saidMs = clock.nowMs();
    await say(conversation, 1, [healthy]);
    lagsMs.push((egress.calls.at(-1)?.atMs ?? 0) - saidMs);
  }
  expect(egress.calls.length - before).toBe(200);
  expect([Math.max(...lagsMs), looks.healthy]).toEqual([0, 0]);
}, 60_000);
