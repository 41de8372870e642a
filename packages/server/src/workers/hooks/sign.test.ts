import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { createSign, sentryTrace } from "./sign.ts";

const body = new TextEncoder().encode('{"test": 2432232314}');
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const atSeconds = 1614265330;
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** Another implementation of HMAC-SHA256 than the one that signs. */
async function expected(of: string, message: string): Promise<string> {
  const raw = Uint8Array.from(atob(of.replace("whsec_", "")), (char) => char.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(message));
  return btoa(String.fromCharCode(...new Uint8Array(signed)));
}

test("signs as the published example of Standard Webhooks does", () => {
  const sign = createSign([{ secret, untilMs: null }]);
  expect(sign(id, atSeconds, body)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("signs with both secrets while one is replaced, and with the new one alone afterwards", async () => {
  const newer = `whsec_${btoa("n".repeat(32))}`;
  const sign = createSign([
    { secret: newer, untilMs: null },
    { secret, untilMs: (atSeconds + 10) * 1000 },
  ]);
  const parts = sign(id, atSeconds, body).split(" ");
  const signed = `${id}.${atSeconds}.{"test": 2432232314}`;
  expect(parts).toEqual([
    `v1,${await expected(newer, signed)}`,
    `v1,${await expected(secret, signed)}`,
  ]);
  const later = `${id}.${atSeconds + 10}.{"test": 2432232314}`;
  expect(sign(id, atSeconds + 10, body)).toBe(`v1,${await expected(newer, later)}`);
});

test("is accepted by the public library under either secret while one is replaced, and under no other", () => {
  const newer = `whsec_${btoa("n".repeat(32))}`;
  const nowSeconds = Math.floor(Date.now() / 1000);
  const sign = createSign([
    { secret: newer, untilMs: null },
    { secret, untilMs: (nowSeconds + 10) * 1000 },
  ]);
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(nowSeconds),
    "webhook-signature": sign(id, nowSeconds, body),
  };
  const text = new TextDecoder().decode(body);
  for (const known of [newer, secret])
    expect(new Webhook(known).verify(text, headers)).toEqual({ test: 2432232314 });
  const other = new Webhook(`whsec_${btoa("o".repeat(32))}`);
  expect(() => other.verify(text, headers)).toThrow();
  expect(() => new Webhook(newer).verify(`${text} `, headers)).toThrow();
});

test("signs bytes, so that no character is counted twice", async () => {
  const text = '{"body":"Grüße 👋"}';
  const sign = createSign([{ secret, untilMs: null }]);
  const made = sign(id, atSeconds, new TextEncoder().encode(text));
  expect(made).toBe(`v1,${await expected(secret, `${id}.${atSeconds}.${text}`)}`);
});

test("names an event the same at every attempt and no two alike", () => {
  expect(sentryTrace("evt_1")).toMatch(/^[0-9a-f]{32}-[0-9a-f]{16}-0$/);
  expect(sentryTrace("evt_1")).toBe(sentryTrace("evt_1"));
  expect(sentryTrace("evt_1")).not.toBe(sentryTrace("evt_2"));
});
