import { expect, test } from "vitest";
import type { DeliveryStatus, HookOrdering } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { answered, startByHand } from "./testing/hand-dispatch.ts";

const hourMs = 3_600_000;

/** What lets others pass though it was not delivered, and after how many attempts. */
const waysToPass: readonly {
  readonly how: string;
  readonly ordering: HookOrdering;
  readonly attempts: number;
  readonly status: DeliveryStatus;
}[] = [
  { how: "is refused four times", ordering: "auto", attempts: 4, status: "failed" },
  { how: "is given up", ordering: "strict", attempts: 12, status: "dead" },
];

test.each(waysToPass)(
  "lets nothing pass what $how before the store knows of it, so that no crash leaves an order without its reason",
  async ({ ordering, attempts, status }) => {
    let recorded = Promise.resolve();
    const wrap = (store: Store): Store => ({
      ...store,
      recordDeliveries: (...args) => recorded.then(() => store.recordDeliveries(...args)),
    });
    const { say, egress, pass, names, statusOf } = await startByHand([{ ordering }], { wrap });
    egress.script.reply = ({ name }) => answered(name === "1.1" ? 422 : 200);
    await say(1, 2);
    // Until the last attempt that holds the lane is next.
    while (names().length < attempts - 1) await pass(60_000, 60_000);
    const { promise, resolve } = Promise.withResolvers<void>();
    recorded = promise;
    while (names().length < attempts) await pass(hourMs / 6, hourMs / 60);
    await pass(1_000);
    expect(new Set(names())).toEqual(new Set(["1.1"]));
    resolve();
    await pass(1_000);
    expect([names().at(-1), await statusOf(1, 1)]).toEqual(["1.2", status]);
  },
);
