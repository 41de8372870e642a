import { expect, test } from "vitest";
import { drawSecret, sampleMessage, signedRequest } from "../test/signed-request.ts";
import { isSigned } from "./is-signed.ts";

const secret = drawSecret();
const now = new Date("2026-11-22T12:00:00.500Z");
const { headers, body } = signedRequest(secret, sampleMessage({ data: { body: "¡Olé! 🛶" } }), now);
const check = (changes: object, text = body, at = now.getTime()): boolean =>
  isSigned({ ...headers, ...changes }, Buffer.from(text), secret, at);

test("takes what the public library of the standard has signed", () => {
  expect(check({})).toBe(true);
});

test("takes either of two signatures, as there are while a secret is rotated", () => {
  const other = signedRequest(drawSecret(), sampleMessage(), now).headers["webhook-signature"];
  const own = headers["webhook-signature"];
  expect(check({ "webhook-signature": `${other} ${own}` })).toBe(true);
  expect(check({ "webhook-signature": `${own} ${other}` })).toBe(true);
  expect(check({ "webhook-signature": `${other} v2,${own} v1a,${own?.slice(3)}` })).toBe(false);
});

test.each([
  ["another body", {}, `${body} `],
  ["another id", { "webhook-id": "evt_2" }, body],
  ["another time", { "webhook-timestamp": String(now.getTime() / 1000 + 1) }, body],
  ["a time that is none", { "webhook-timestamp": "now" }, body],
  ["a signature cut short", { "webhook-signature": "v1,AAAA" }, body],
  ["no signature", { "webhook-signature": undefined }, body],
  ["no headers", { "webhook-id": undefined, "webhook-timestamp": undefined }, body],
])("refuses %s", (_, changes, text) => {
  expect(check(changes, text)).toBe(false);
});

test("refuses what was signed more than five minutes ago, or ahead", () => {
  const atS = Math.floor(now.getTime() / 1000);
  for (const [seconds, isTaken] of [
    ...[[300, true] as const, [-300, true] as const],
    ...[[301, false] as const, [-301, false] as const],
  ])
    expect(check({}, body, (atS + seconds) * 1000), String(seconds)).toBe(isTaken);
});
