import { expect, onTestFinished, test } from "vitest";
import { drawSecret, sampleMessage, sendHook } from "../test/signed-request.ts";
import type { HookMessage } from "./hook-message.ts";
import { receiveHook } from "./receive-hook.ts";
import { listen } from "./run-service.ts";

const secret = drawSecret();

async function start(take: (message: HookMessage) => Promise<void> | void) {
  const failures: unknown[] = [];
  const receiver = { secret, take, onFailure: (error: unknown) => void failures.push(error) };
  const { url, stop } = await listen(
    { host: "127.0.0.1", port: 0 },
    { handle: (request, response) => receiveHook(request, response, receiver), close: () => {} },
  );
  onTestFinished(stop);
  return { url, failures };
}

test("answers 204 when the work is done, not before", async () => {
  const working = Promise.withResolvers<void>();
  const { url } = await start(() => working.promise);
  let isAnswered = false;
  const answer = sendHook(url, secret, sampleMessage()).finally(() => {
    isAnswered = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isAnswered).toBe(false);
  working.resolve();
  expect((await answer).status).toBe(204);
});

test("asks for the message again when the work fails, and says why to its owner alone", async () => {
  const { url, failures } = await start(() => Promise.reject(new Error("password is hunter2")));
  const answer = await sendHook(url, secret, sampleMessage());
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain("hunter2");
  expect(failures).toHaveLength(1);
});

test("hands on nothing that is unsigned, too long, or no message", async () => {
  const taken: HookMessage[] = [];
  const { url } = await start((message) => void taken.push(message));
  const unsigned = await fetch(url, { method: "POST", body: "{}" });
  const forged = await sendHook(url, drawSecret(), sampleMessage());
  const long = await sendHook(url, secret, sampleMessage({ data: { body: "x".repeat(600_000) } }));
  const other = await sendHook(url, secret, { event_id: "evt_1" });
  expect([unsigned, forged, long, other].map(({ status }) => status)).toEqual([401, 401, 413, 400]);
  expect(taken).toEqual([]);
});
