import { newState } from "@parley/flow";
import type { HookRenderer } from "../../features/hooks/owe-hooks.ts";
import type { HookRecord } from "../../ports/hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { StoredEntry } from "../../ports/store.ts";

/** A message that nobody has said, to try a hook with. */
export interface SampleMessage {
  readonly eventId: string;
  readonly body: string;
}

/** The number before the first customer's: nobody ever has it. */
const sampleCustomer = 10_000_000;

/**
 * Writes a sample as this hook would get it: a bot's text of a customer who is nobody. Receivers know it by its
 * event id, which begins with `evt_test_`, and by `_raw.extra.test`.
 */
export function sampleMessage(
  {
    renderer,
    channel,
    hook,
  }: {
    readonly renderer: HookRenderer;
    readonly channel: ChannelRecord;
    readonly hook: HookRecord;
  },
  { uuid, nowMs }: { readonly uuid: string; readonly nowMs: number },
): SampleMessage {
  const variant =
    hook.form === "apichat" ? "apichat" : hook.hasLegacyStrings ? "message-legacy" : "message";
  const author = { kind: "bot", id: channel.botId ?? 0 } as const;
  const stored: StoredEntry = {
    ...{ conversationId: sampleCustomer, seq: 1, uuid, atUs: nowMs * 1000, clientHash: null },
    entry: {
      seq: 1,
      author,
      message: { type: "text", text: "This is a test of your hook.", extra: { test: true } },
    },
  };
  const render = renderer[variant]({
    channel,
    conversation: sampleConversation(channel, uuid, nowMs),
    personOf: () => null,
  });
  const { eventId, body } = render(stored, null);
  const testId = eventId.replace(/^evt_/, "evt_test_");
  return {
    eventId: testId,
    body: body.replaceAll(JSON.stringify(eventId), JSON.stringify(testId)),
  };
}

const sampleConversation = (channel: ChannelRecord, uuid: string, nowMs: number) => ({
  ...{ id: sampleCustomer, uuid, workspaceId: channel.workspaceId, channelId: channel.id },
  ...{ revision: 1, state: newState(sampleCustomer, channel.botId ?? 0, 0) },
  ...{ registeredUs: nowMs * 1000, visitorKey: null, externalToken: "test", isUnread: false },
  ...{
    isOptedIn: false,
    lastEntryUs: nowMs * 1000,
    lastReceivedUs: null,
    lastSentUs: nowMs * 1000,
  },
  lastText: null,
});
