import type { TestProduct } from "../../../open-test-product.ts";
import type { HookRecord } from "../../../ports/hooks.ts";

/** A hook that wants everything of a usual kind, or what is given otherwise. */
export function hookOf(changes: Partial<HookRecord> = {}): HookRecord {
  return {
    ...{ id: 1, uuid: "hook-uuid", workspaceId: 1, channelId: 2_000_001, form: "message" },
    ...{ name: "Hook", url: "https://example.org/hook", sealed: "", isEnabled: true },
    ...{ ordering: "auto", hasLegacyStrings: false, types: [], senders: [], extraEvents: [] },
    ...{ createdMs: 0, updatedMs: 0 },
    ...changes,
  };
}

/** Writes such a hook of the product's channel. */
export async function addHook(
  { store, features, channel }: TestProduct,
  changes: Partial<HookRecord> = {},
): Promise<HookRecord> {
  const id = await store.reserveIds("hook", 1);
  const { workspaceId } = channel;
  const hook = hookOf({ id, uuid: `hook-${id}`, workspaceId, channelId: channel.id, ...changes });
  await store.commit({ records: [{ kind: "put-hook", hook }] });
  features.forgetListeners();
  return hook;
}
