import { expect, test } from "vitest";
import { settle, startByHand } from "./testing/hand-dispatch.ts";

const [hooks, conversations] = [8, 30];

/** Eight hooks at one origin and one elsewhere, all of whose receivers answer by hand. */
const startShared = () =>
  startByHand([
    ...Array.from({ length: hooks }, (_, n) => ({ url: `https://a.example/${n}` })),
    { url: "https://b.example/" },
  ]);

test("hooks at one origin share 64 requests at a time, evenly, until all is delivered; another origin has its own", async () => {
  const { say, egress, outcomes } = await startShared();
  const shared = () =>
    [...egress.open].filter(({ request }) => request.url.startsWith("https://a.example/"));
  const ofEach = () =>
    Array.from(
      { length: hooks },
      (_, n) => shared().filter(({ request }) => request.url.endsWith(`/${n}`)).length,
    );
  for (let conversation = 1; conversation <= conversations; conversation += 1)
    await say(conversation);
  expect(ofEach()).toEqual(Array.from({ length: hooks }, () => 64 / hooks));
  expect(egress.open.size - shared().length).toBeGreaterThan(64 / hooks);
  // Every success lets each hook have more at a time, but not the origin.
  const seen = new Set<number>();
  for (let left = hooks * conversations; left > 0; left -= 1) {
    seen.add(shared().length - Math.min(left, 64));
    shared()[0]?.answer(200);
    await settle();
  }
  expect([[...seen], shared()]).toEqual([[0], []]);
  expect(outcomes).toHaveLength(hooks * conversations);
});

test("a hook is sent to at once, though another has all places of its origin", async () => {
  const { say, egress } = await startShared();
  const busy = 1;
  for (let conversation = 1; conversation <= 200; conversation += 1) {
    await say(conversation, 1, [busy]);
    if (conversation <= 100) [...egress.open][0]?.answer(200);
  }
  await settle();
  expect(egress.open.size).toBe(64);
  await say(300, 1, [2]);
  const newest = [...egress.open].at(-1)?.request.url;
  expect([egress.open.size, newest]).toEqual([65, "https://a.example/1"]);
});

test("the places that a hook needs no more go to those who wait for one", async () => {
  const { say, egress } = await startShared();
  for (let conversation = 1; conversation <= conversations; conversation += 1)
    await say(conversation, 1, [1, 2, 3, 4, 5, 6, 7, 8]);
  const isFirst = ({ request }: { readonly request: { readonly url: string } }) =>
    request.url.endsWith("/0");
  for (let left = conversations; left > 0; left -= 1) {
    [...egress.open].find(isFirst)?.answer(200);
    await settle();
  }
  expect([[...egress.open].filter(isFirst), egress.open.size]).toEqual([[], 64]);
});
