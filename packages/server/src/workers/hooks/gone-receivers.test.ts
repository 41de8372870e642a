import { expect, test } from "vitest";
import { hook } from "../../stores/contract/hook-samples.ts";
import { written } from "../../stores/contract/samples.ts";
import { settle, startByHand } from "./testing/hand-dispatch.ts";

test("stays gone when a request that was under way succeeds after the 410", async () => {
  const { say, egress, pass, store } = await startByHand();
  await say(1);
  await say(2);
  const [first, second] = egress.calls;
  first?.answer(410);
  await pass(1_000);
  second?.answer(200);
  await say(3);
  await pass(10_000);
  expect(await store.hookHealth(1)).toMatchObject({ notice: { code: "gone" } });
  expect(egress.calls).toHaveLength(2);
});

test("stays gone when a resend asks for a look before that is stored", async () => {
  const { say, egress, pass, store, dispatcher } = await startByHand();
  await say(1);
  egress.calls[0]?.answer(410);
  await settle();
  dispatcher.refresh(1);
  await pass(10_000);
  expect(await store.hookHealth(1)).toMatchObject({ notice: { code: "gone" } });
  expect(egress.calls).toHaveLength(1);
});

test.each([410, 500, 200])(
  "takes %d from an address that the hook had before for nothing that the hook has shown",
  async (status) => {
    const { say, egress, pass, store, dispatcher } = await startByHand([
      { url: "http://old.example/" },
    ]);
    await say(1);
    await say(2);
    const url = "http://new.example/";
    await written(store, { records: [{ kind: "put-hook", hook: hook(1, { types: [], url }) }] });
    dispatcher.refresh(1);
    await settle();
    egress.calls[0]?.answer(status);
    // As long as it takes for a streak of failures to be noted.
    await pass(62_000, 500);
    egress.calls[1]?.answer(status);
    await pass(1_000);
    expect(await store.hookHealth(1)).toBe(null);
    expect(egress.calls.slice(2).map(({ request }) => request.url)).toEqual(
      status === 200 ? [] : [url, url],
    );
  },
);
