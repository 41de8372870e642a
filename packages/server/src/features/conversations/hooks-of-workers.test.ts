import { setImmediate as nextTurn } from "node:timers/promises";
import { MessageHookPayload } from "@parley/contract";
import { expect, test } from "vitest";
import { openTestProduct, storeNames, type TestProduct } from "../../open-test-product.ts";
import type { HookRecord, HookWrites } from "../../ports/hooks.ts";
import { addHook } from "../hooks/testing/hook-records.ts";

const blocks = {
  ask: { kind: "ask_text", params: { text: "Help?", field: "help" }, next: { success: "human" } },
  human: {
    kind: "human_takeover",
    params: { agents: "anyone" },
    next: { assigned: "back", nobody: "back" },
  },
  back: { kind: "send_text", params: { text: "The bot is back" } },
};

/** Turns the clock in small steps, so that whatever is due is done when it should be. */
async function pass({ clock, features }: TestProduct, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    clock.advance(Math.min(5, seconds - passed) * 1000);
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurn();
      await features.mailbox.idle();
    }
  }
}

/** What a hook is owed of a conversation: who, what, and who holds it from then on. */
async function owed({ store }: TestProduct, { id: hookId }: HookRecord, conversationId: number) {
  const { rows } = await store.deliveries({ hookId, conversationId, offset: 0, limit: 100 });
  const found = await Promise.all(
    rows
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ seq, variant }) => store.rendering(conversationId, seq, variant)),
  );
  return found.map((it) => {
    const [told] = MessageHookPayload.parse(JSON.parse(it?.body ?? "null")).messages;
    const what = told.type === "event" ? [told.action, told.agent_id] : [told.type];
    return [told.sender.type, ...what, told.customer.agent_id];
  });
}

test.each(storeNames)(
  "a hook hears that Human Takeover gave a conversation away, and that five silent minutes took it back (%s)",
  async (store) => {
    const offered: HookWrites[] = [];
    const offerDeliveries = (writes: HookWrites) => void offered.push(writes);
    const product = await openTestProduct({ store, blocks, offerDeliveries });
    const { id: agentId } = product.admin;
    // As most are: it asks for no event by name.
    const hook = await addHook(product);
    product.startWorkers();
    const conversationId = await product.say("ann", "please");
    const heard = async (seconds: number) => {
      await pass(product, seconds);
      return (await owed(product, hook, conversationId)).slice(2);
    };
    const assigned = ["sys", "assign", agentId, agentId];
    await expect.poll(() => heard(1)).toEqual([assigned]);
    await pass(product, 290);
    expect(await heard(0)).toEqual([assigned]);
    await expect.poll(() => heard(5)).toEqual([assigned, ["sys", "unassign", agentId, null]]);
    await product.say("ann", "Still there?");
    expect(await heard(0)).toEqual([
      ...[assigned, ["sys", "unassign", agentId, null]],
      ...[
        ["customer", "text", null],
        ["bot", "text", null],
      ],
    ]);
    // Whoever delivers is told of each at once.
    expect(offered.flatMap(({ deliveries }) => deliveries.map(({ seq }) => seq))).toEqual(
      (await owed(product, hook, conversationId)).map((_, at) => at + 1),
    );
    await product.close();
  },
);
