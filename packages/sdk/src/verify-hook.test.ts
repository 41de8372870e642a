import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { verifyHook } from "./verify-hook.ts";

const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString("base64")}`;
const nowMs = 1_795_262_400_000;
const body = '{"messages":[{"type":"text","data":{"body":"Grüße"}}]}';

/** The signature as the sender makes it. */
function signature(secret: string, id: string, atSeconds: number, text: string): string {
  const key = Buffer.from(secret.slice(6), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${atSeconds}.${text}`).digest("base64");
  return `v1,${mac}`;
}

function request(secret: string, atSeconds = nowMs / 1000) {
  return {
    body,
    headers: {
      "webhook-id": "evt_1",
      "webhook-timestamp": String(atSeconds),
      "webhook-signature": signature(secret, "evt_1", atSeconds, body),
    },
  };
}

test("a request that the hook has signed is its own", async () => {
  expect(await verifyHook(secretOf(1), request(secretOf(1)), nowMs)).toBe(true);
});

test("one of two signatures will do, as while a secret is replaced", async () => {
  const { headers } = request(secretOf(1));
  const old = request(secretOf(2)).headers["webhook-signature"];
  const both = `${headers["webhook-signature"]} v2,other ${old}`;
  const signed = { body, headers: { ...headers, "webhook-signature": both } };
  expect(await verifyHook(secretOf(2), signed, nowMs)).toBe(true);
  expect(await verifyHook(secretOf(3), signed, nowMs)).toBe(false);
});

test("nothing of it may be altered, missing, or old", async () => {
  const good = request(secretOf(1));
  const altered = [
    { ...good, body: `${body} ` },
    { ...good, headers: { ...good.headers, "webhook-id": "evt_2" } },
    { ...good, headers: { ...good.headers, "webhook-timestamp": "1795262401" } },
    { ...good, headers: { ...good.headers, "webhook-signature": "v1," } },
    { ...good, headers: { ...good.headers, "webhook-signature": "" } },
    { ...good, headers: { ...good.headers, "webhook-id": undefined } },
    { ...good, headers: { ...good.headers, "webhook-signature": ["v1,x"] } },
    request(secretOf(1), nowMs / 1000 - 301),
    request(secretOf(1), nowMs / 1000 + 301),
  ];
  for (const it of altered) expect(await verifyHook(secretOf(1), it, nowMs)).toBe(false);
  expect(await verifyHook(secretOf(1), request(secretOf(1), nowMs / 1000 - 299), nowMs)).toBe(true);
});

test("a secret that is none is told, and lets nothing through", async () => {
  await expect(verifyHook("", request(secretOf(1)), nowMs)).rejects.toThrow("whsec_");
});
