import type { TestServer } from "./open-test-server.ts";
import { paymentFlow } from "./payment-flow.ts";

/** A published bot on a web channel, and a customer who waits at its loose end. */
export interface Payment {
  readonly botId: number;
  readonly channelId: number;
  readonly customerId: number;
  readonly visitor: Visitor;
}

export interface Visitor {
  say(text: string): Promise<void>;
  readonly customerId: () => Promise<number>;
}

/** Publishes the payment flow and leads a visitor up to where it waits for the outside service. */
export async function seedPayment(server: TestServer): Promise<Payment> {
  const { features, workspace } = server;
  const draft = await features.bots.create(workspace.id, paymentFlow);
  const bot = await features.bots.publish(draft, "first");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  const visitor = await arrive(server, channel.id, "visitor-1");
  await visitor.say("Ann");
  return {
    ...{ botId: bot.id, channelId: channel.id, visitor },
    customerId: await visitor.customerId(),
  };
}

/** Lets a visitor come to a channel; the bot greets them. */
export async function arrive(
  { features, store, workspace }: TestServer,
  channelId: number,
  visitorKey: string,
): Promise<Visitor> {
  const channel = await features.channels.find(workspace.id, channelId);
  if (!channel) throw new Error(`There is no channel ${channelId}.`);
  const context = { channel, visitorKey, mayBegin: true, customData: {}, facts: {} };
  const arrived = await features.visitorTurns.arrive(context);
  if (arrived.kind !== "taken") throw new Error(`The visitor was not let in: ${arrived.kind}.`);
  return {
    say: async (text) => {
      const said = await features.visitorTurns.say(context, { message: { type: "text", text } });
      if (said.kind !== "taken") throw new Error(`The visitor was not heard: ${said.kind}.`);
    },
    customerId: async () => {
      const found = await store.conversationByVisitor(channelId, visitorKey);
      if (!found) throw new Error("The visitor has no conversation.");
      return found.id;
    },
  };
}

/** What the conversation says, newest last: `bot: …`, `customer: …`, `[assign]`. */
export async function transcriptOf(
  { store }: TestServer,
  customerId: number,
): Promise<readonly string[]> {
  const entries = await store.entries({ conversationId: customerId, limit: 1000 });
  return entries.map(({ entry }) => {
    if ("action" in entry) return `[${entry.action}]`;
    const text = entry.message.type === "text" ? entry.message.text : entry.message.type;
    return `${entry.author.kind}: ${text}`;
  });
}
