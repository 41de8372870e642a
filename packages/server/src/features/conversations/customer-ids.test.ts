import { expect, test } from "vitest";
import { StoreBusy } from "../../ports/store-failure.ts";
import { createCustomerIds } from "./begin-conversation.ts";

/** A source of blocks that are handed out when the test says so. */
function openSource() {
  const asked: ((first: number | Error) => void)[] = [];
  const ids = createCustomerIds({
    reserveIds: () =>
      new Promise<number>((resolve, reject) =>
        asked.push((first) => (typeof first === "number" ? resolve(first) : reject(first))),
      ),
  });
  const take = async (count: number) => {
    const taken: number[] = [];
    for (let n = 0; n < count; n += 1) taken.push(await ids.next());
    return taken;
  };
  return { asked, ids, take };
}

const upTo = (first: number, count: number) => Array.from({ length: count }, (_, n) => first + n);

test("fetches the next block while half of one is left, and nobody waits for it", async () => {
  const { asked, ids, take } = openSource();
  const first = ids.next();
  asked[0]?.(1_000);
  expect(await first).toBe(1_000);
  expect(await take(48)).toEqual(upTo(1_001, 48));
  expect(asked).toHaveLength(1);
  await take(1);
  expect(asked).toHaveLength(2);
  // Still on its way: the rest of the first block is given meanwhile.
  expect(await take(50)).toEqual(upTo(1_050, 50));
  asked[1]?.(5_000);
  expect(await take(2)).toEqual([5_000, 5_001]);
  expect(asked).toHaveLength(2);
});

test("those who wait share a block, and none is given twice", async () => {
  const { asked, ids } = openSource();
  const waiting = Array.from({ length: 120 }, () => ids.next());
  expect(asked).toHaveLength(1);
  asked[0]?.(1);
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.(501);
  expect((await Promise.all(waiting)).sort((a, b) => a - b)).toEqual([
    ...upTo(1, 100),
    ...upTo(501, 20),
  ]);
});

test("a block that could not be fetched ahead is fetched again when it is needed", async () => {
  const { asked, ids, take } = openSource();
  const first = ids.next();
  asked[0]?.(1);
  await first;
  await take(49);
  asked[1]?.(new StoreBusy("Too many wait."));
  expect(await take(50)).toEqual(upTo(51, 50));
  const next = ids.next();
  asked[2]?.(new StoreBusy("Too many wait."));
  await expect(next).rejects.toThrow("Too many wait.");
  const after = ids.next();
  asked[3]?.(301);
  expect(await after).toBe(301);
});
