import fc from "fast-check";
import { expect, test } from "vitest";
import {
  drawSecret,
  type HookSecrets,
  openSecrets,
  rotateSecret,
  sealSecrets,
} from "./hook-secrets.ts";

const key = new Uint8Array(32).fill(7);
const secrets: HookSecrets = {
  token: "t0ken",
  secrets: [{ secret: "whsec_AAAA", untilMs: null }],
};

test("what was sealed is read with the same key, whatever the token is", () => {
  fc.assert(
    fc.property(fc.option(fc.string({ unit: "grapheme" })), (token) => {
      const given = { ...secrets, token };
      expect(openSecrets(key, sealSecrets(key, given))).toEqual(given);
    }),
  );
});

test("a sealed text shows nothing, and never looks the same twice", () => {
  const [one, other] = [sealSecrets(key, secrets), sealSecrets(key, secrets)];
  expect(one).not.toBe(other);
  const shown = Buffer.from(one, "base64url").toString("latin1");
  expect(shown).not.toMatch(/t0ken|whsec/);
});

test("neither another key nor a changed text opens it", () => {
  const sealed = sealSecrets(key, secrets);
  expect(() => openSecrets(new Uint8Array(32).fill(8), sealed)).toThrow();
  const bytes = Buffer.from(sealed, "base64url");
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => openSecrets(key, changed.toString("base64url")), `byte ${at}`).toThrow();
  }
  for (const cut of ["", sealed.slice(0, 20), sealed.slice(0, -4)])
    expect(() => openSecrets(key, cut)).toThrow();
});

test("a secret is 32 random bytes in the notation of Standard Webhooks", () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const secret = drawSecret({ secret: (count) => bytes.subarray(0, count).toString("base64url") });
  expect(secret).toBe(`whsec_${bytes.toString("base64")}`);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

const hourMs = 3600_000;
const rotated = (before: HookSecrets, ...rotations: readonly (readonly [string, number])[]) =>
  rotations.reduce((it, [secret, nowMs]) => rotateSecret(it, `whsec_${secret}`, nowMs), before);

test("a secret that is replaced signs for a day more, however often the new one is replaced", () => {
  const [a, b] = ["whsec_AAAA", "whsec_BBBB"];
  expect(rotated(secrets, ["BBBB", 0])).toEqual({
    token: "t0ken",
    secrets: [
      { secret: b, untilMs: null },
      { secret: a, untilMs: 24 * hourMs },
    ],
  });
  expect(rotated(secrets, ["BBBB", 0], ["CCCC", hourMs]).secrets).toEqual([
    { secret: "whsec_CCCC", untilMs: null },
    { secret: b, untilMs: 25 * hourMs },
    { secret: a, untilMs: 24 * hourMs },
  ]);
  expect(rotated(secrets, ["BBBB", 0], ["CCCC", 24 * hourMs]).secrets).toEqual([
    { secret: "whsec_CCCC", untilMs: null },
    { secret: b, untilMs: 48 * hourMs },
  ]);
});

test("three sign at most, the newest ones", () => {
  const steps = ["BBBB", "CCCC", "DDDD", "EEEE"].map((it, at) => [it, at] as const);
  expect(rotated(secrets, ...steps).secrets).toEqual([
    { secret: "whsec_EEEE", untilMs: null },
    { secret: "whsec_DDDD", untilMs: 24 * hourMs + 3 },
    { secret: "whsec_CCCC", untilMs: 24 * hourMs + 2 },
  ]);
});
