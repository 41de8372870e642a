import { expect, test } from "vitest";
import { createNameMemory } from "./name-memory.ts";

test("tells names of one channel from those of another, and forgets what it is asked to", () => {
  const memory = createNameMemory<string>(10);
  memory.set(1, "ann", "a");
  memory.set(2, "ann", "b");
  expect([memory.get(1, "ann"), memory.get(2, "ann"), memory.get(3, "ann")]).toEqual([
    "a",
    "b",
    undefined,
  ]);
  memory.delete(1, "ann");
  expect([memory.get(1, "ann"), memory.get(2, "ann")]).toEqual([undefined, "b"]);
  memory.set(1, "bob", "b");
  memory.set(1, "cy", "c");
  memory.deleteWhere((value) => value === "b");
  expect([memory.get(2, "ann"), memory.get(1, "bob"), memory.get(1, "cy")]).toEqual([
    undefined,
    undefined,
    "c",
  ]);
  memory.clear();
  expect(memory.get(1, "cy")).toBeUndefined();
});

test("keeps what was set last, half of the most at least, all at most, and as it was set last", () => {
  const most = 8;
  const memory = createNameMemory<number>(most);
  for (let n = 0; n < 100; n += 1) {
    memory.set(1, String(n), n);
    const kept = Array.from({ length: n + 1 }, (_, at) => memory.get(1, String(at)));
    expect(kept.filter((value) => value !== undefined).length).toBeLessThanOrEqual(most);
    expect(kept.slice(-most / 2)).toEqual(
      Array.from({ length: n + 1 }, (_, at) => at).slice(-most / 2),
    );
  }
  for (let n = 0; n < most; n += 1) memory.set(1, "again", n);
  expect(memory.get(1, "again")).toBe(most - 1);
});

test("forgets what it is asked to in the older generation as well", () => {
  const remembering = () => {
    const memory = createNameMemory<number>(8);
    memory.set(1, "ann", 1);
    // Four sets later the generation that ann is in has become the older one.
    for (let n = 10; n < 14; n += 1) memory.set(1, String(n), n);
    expect(memory.get(1, "ann")).toBe(1);
    return memory;
  };
  const deleted = remembering();
  deleted.delete(1, "ann");
  expect(deleted.get(1, "ann")).toBeUndefined();
  const searched = remembering();
  searched.deleteWhere((value) => value === 1);
  expect([searched.get(1, "ann"), searched.get(1, "13")]).toEqual([undefined, 13]);
  const cleared = remembering();
  cleared.clear();
  expect([cleared.get(1, "ann"), cleared.get(1, "13")]).toEqual([undefined, undefined]);
});
