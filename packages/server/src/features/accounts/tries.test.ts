import { expect, test } from "vitest";
import { createHandClock } from "../../http/testing/hand-ports.ts";
import { createTries, networkOf, tried } from "./tries.ts";

const windowMs = 15 * 60_000;

test("ten tries in a quarter of an hour, counted from each of them", () => {
  const clock = createHandClock(0);
  const tries = createTries(clock);
  for (let n = 0; n < 10; n++) {
    tries.take(["a"]);
    clock.advance(60_000);
  }
  expect(() => tries.take(["a"])).toThrow(expect.objectContaining({ retryAfterSeconds: 300 }));
  tries.take(["b"]);
  clock.advance(windowMs - 10 * 60_000);
  tries.take(["a"]);
  expect(() => tries.take(["a"])).toThrow("Too many wrong tries");
});

test("one that has none left takes nothing from the others", () => {
  const tries = createTries(createHandClock(0));
  for (let n = 0; n < 10; n++) tries.take(["a"]);
  for (let n = 0; n < 20; n++) expect(() => tries.take(["a", "b"])).toThrow();
  for (let n = 0; n < 10; n++) tries.take(["b"]);
});

test("a right try is given back, also when others were taken meanwhile", async () => {
  const tries = createTries(createHandClock(0));
  for (let n = 0; n < 50; n++) await tried(tries, ["a"], async () => n);
  const giveBack = tries.take(["a"]);
  for (let n = 0; n < 9; n++) tries.take(["a"]);
  giveBack();
  tries.take(["a"]);
  expect(() => tries.take(["a"])).toThrow();
});

test("many at once count before any of them has looked", async () => {
  const tries = createTries(createHandClock(0));
  let looks = 0;
  const look = async () => {
    looks += 1;
    await Promise.resolve();
    throw new Error("wrong");
  };
  const all = Array.from({ length: 100 }, () => tried(tries, ["a"], look));
  expect(
    (await Promise.allSettled(all)).filter(({ status }) => status === "rejected"),
  ).toHaveLength(100);
  expect(looks).toBe(10);
});

test("whoever asks under ever new names frees nobody who still asks, and is not remembered for ever", () => {
  const tries = createTries(createHandClock(0), 100);
  for (let n = 0; n < 10; n++) for (const key of ["a", "b"]) tries.take([key]);
  for (let n = 0; n < 1_000; n++) {
    tries.take([`new ${n}`]);
    if (n % 40 === 0) expect(() => tries.take(["a"])).toThrow();
  }
  tries.take(["b"]);
});

test("what is given back counts no more, however many came in between", () => {
  const tries = createTries(createHandClock(0), 100);
  const givenBack = Array.from({ length: 10 }, () => tries.take(["a"]));
  for (let n = 0; n < 60; n++) tries.take([`new ${n}`]);
  for (const giveBack of givenBack) giveBack();
  for (let n = 0; n < 10; n++) tries.take(["a"]);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0DB8:1:2::6", "2001:db8:1:2"],
  ["2001:db8::6", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
])("%s belongs to the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
