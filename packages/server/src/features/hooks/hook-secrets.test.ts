import fc from "fast-check";
import { expect, test } from "vitest";
import {
  drawSecret,
  type HookSecrets,
  openSecrets,
  rotateSecret,
  sealSecrets,
  signingSecrets,
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

test("a rotated secret signs beside the new one until its time is over, and one before it no more", () => {
  const once = rotateSecret(secrets, "whsec_BBBB", 1_000);
  expect(once.token).toBe("t0ken");
  expect(signingSecrets(secrets, 0)).toEqual(["whsec_AAAA"]);
  expect(signingSecrets(once, 999)).toEqual(["whsec_BBBB", "whsec_AAAA"]);
  expect(signingSecrets(once, 1_000)).toEqual(["whsec_BBBB"]);
  const twice = rotateSecret(once, "whsec_CCCC", 2_000);
  expect(signingSecrets(twice, 500)).toEqual(["whsec_CCCC", "whsec_BBBB"]);
});
