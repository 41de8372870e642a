import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signatureSnippets } from "./signature-snippets.ts";

// The example of Standard Webhooks itself.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = '{"test": 2432232314}';
const headers = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

beforeEach(() => void vi.useFakeTimers({ now: 1_614_265_340_000, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

async function nodeSnippet() {
  const address = `data:text/javascript,${encodeURIComponent(signatureSnippets.node.text)}`;
  return (await import(/* @vite-ignore */ address)).isSigned;
}

test("the snippet for Node takes what Standard Webhooks signs, with a second signature beside it", async () => {
  const isSigned = await nodeSnippet();
  expect(isSigned(body, headers, secret)).toBe(true);
  const rotated = { ...headers, "webhook-signature": `v1,AAAA ${headers["webhook-signature"]}` };
  expect(isSigned(body, rotated, secret)).toBe(true);
});

test("the snippet for Node refuses other bytes, other secrets, old requests and none", async () => {
  const isSigned = await nodeSnippet();
  expect(isSigned(`${body} `, headers, secret)).toBe(false);
  expect(isSigned(body, headers, "whsec_AAAA")).toBe(false);
  expect(isSigned(body, { ...headers, "webhook-signature": undefined }, secret)).toBe(false);
  expect(isSigned(body, {}, secret)).toBe(false);
  vi.setSystemTime(1_614_265_330_000 + 301_000);
  expect(isSigned(body, headers, secret)).toBe(false);
});
