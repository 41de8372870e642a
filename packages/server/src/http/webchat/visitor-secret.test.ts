import { expect, test } from "vitest";
import { newVisitorSecret, visitorKeyOf, visitorSecret } from "./visitor-secret.ts";

const random = "abcdefghijklmnopqrstuvwxyzABCDEF";

function made(nowMs: number, rest = random): string {
  const clock = { nowMs: () => nowMs, after: () => () => {} };
  const chance = {
    seed: () => 0,
    uuid: () => "",
    secret: (bytes: number) => rest.slice(0, (bytes * 4) / 3),
  };
  return newVisitorSecret({ clock, chance });
}

test("a new secret says when it was made, and is taken as one", () => {
  const secret = made(1_795_000_000_000);
  expect(secret).toBe(`vmwm0nk74_${random}`);
  const headers = { authorization: `Bearer ${secret}` };
  expect(visitorSecret({ headers }, {})).toBe(secret);
});

test("keys of visitors stand in the order in which they came; each is told from all others by the hash", () => {
  const times = [0, 1, 35, 36, 1000, 86_400_000].map((later) => 1_795_000_000_000 + later);
  const keys = times.map((time) => visitorKeyOf(made(time)));
  expect(keys).toEqual(keys.toSorted());
  expect(keys[0]).toMatch(/^mwm0nk74[\w-]{43}$/);
  const others = [made(1_795_000_000_000, "x".repeat(32)), made(1_795_000_000_001)];
  expect(new Set([keys[0], ...others.map(visitorKeyOf)]).size).toBe(3);
  expect(keys.join()).not.toContain(random.slice(0, 8));
});

test.each([
  ["v_abcdefghijklmnopqrstuvwxyzABCDEF", "secrets of before"],
  ["vMWM8B3LS_abcdefghijklmnopqrstuv", "no time of ours"],
  ["vmwm0nk74_abcdefghijklmnopqrstuvwxyzABCDE", "a tail too short"],
  ["vmwm0nk74_abcdefghijklmnopqrstuvwxyzABCDEFG", "a tail too long"],
  ["vmwm0nk7_abcdefghijklmnopqrstuvwxyzABCDEF", "a time too short"],
  ["vmwm0nk741_abcdefghijklmnopqrstuvwxyzABCDEF", "a time too long"],
  ["v-wm0nk74_abcdefghijklmnopqrstuvwxyzABCDEF", "a time before 1970"],
  ["0123456789abcdef0123456789abcdef", "a client's own"],
])("%s is kept by its hash alone: %s", (secret) => {
  expect(visitorKeyOf(secret)).toMatch(/^[\w-]{43}$/);
});

test("a secret of before has the key that it had", () => {
  expect(visitorKeyOf("v_abcdefghijklmnopqrstuvwxyzABCDEF")).toBe(
    "GUMcY9y12UomsHmcVfOzjizevFuN5w4POzkCJDi53Mk",
  );
});
