import { scopes } from "../../features/accounts/scopes.ts";
import type { TestServer } from "./open-test-server.ts";
import { paymentFlow } from "./payment-flow.ts";

/** One of each object that a path can name. */
export interface Estate {
  readonly workspaceId: number;
  readonly secret: string;
  readonly ids: { readonly [kind in Kind]: number };
}

export type Kind =
  | "customer"
  | "channel"
  | "bot"
  | "agent"
  | "token"
  | "hook"
  | "inspector"
  | "comment"
  | "test";

/** Gives a workspace one of each object, and a token that may do everything. */
export async function settle(
  { features, hooks }: TestServer,
  workspaceId: number,
  adminId: number,
): Promise<Estate> {
  const draft = await features.bots.create(workspaceId, paymentFlow);
  const bot = await features.bots.publish(draft, "");
  const { channel } = await features.channels.create({
    ...{ workspaceId, name: "Site", type: "landbot", botId: bot.id },
  });
  const visitor = { channel, visitorKey: "v", mayBegin: true, customData: {}, facts: {} };
  const arrived = await features.visitorTurns.arrive(visitor);
  if (arrived.kind !== "taken") throw new Error("The visitor was not let in.");
  const agent = await features.agents.create({
    ...{ workspaceId, name: "Eva", email: "eva@example.org", role: "agent" },
  });
  const made = await features.tokens.create({ workspaceId, agentId: adminId, name: "All", scopes });
  const spare = await features.tokens.create({ workspaceId, agentId: agent.id, name: "Spare" });
  const customer = arrived.conversation.id;
  const about = { workspaceId, channelId: channel.id };
  const { inspectors } = hooks;
  // Numbers count in each workspace: another's shall be no own one's.
  for (const before of Array.from({ length: workspaceId }, (_, at) => `Inspector ${at}`))
    await inspectors.delete(await inspectors.create(workspaceId, { name: before }));
  const inspector = await inspectors.create(workspaceId, {});
  const { hook } = await hooks.manage.create({ ...about, url: "https://example.org/hook" });
  const words = { block: null, x: 0, y: 0, text: "Why?" };
  const comment = await features.comments.add(bot.id, agent, words);
  const test = await features.flowTests.add(bot.id, { name: "Pays", transcript: "> Ann" });
  const ids = {
    customer,
    channel: channel.id,
    bot: bot.id,
    agent: agent.id,
    token: spare.record.id,
    hook: hook.id,
    inspector: inspector.id,
    comment: comment.id,
    test: test.id,
  };
  return { workspaceId, secret: made.secret, ids };
}

/** Everything that a workspace has. */
export async function everythingOf(
  { store, hooks }: TestServer,
  { workspaceId, ids }: Estate,
): Promise<unknown> {
  return {
    customers: await store.customers({ workspaceId, offset: 0, limit: 100 }),
    entries: await store.entries({ conversationId: ids.customer, limit: 1000 }),
    agents: await store.agents(workspaceId),
    tokens: await store.tokens(workspaceId),
    bots: await store.bots(workspaceId),
    versions: await store.versions(ids.bot),
    comments: await store.comments(ids.bot),
    flowTests: await store.flowTests(ids.bot),
    channels: await store.channels(workspaceId),
    inspectors: await hooks.inspectors.list(workspaceId),
    hooks: await store.hooks(ids.channel),
    deliveries: await store.deliveries({ hookId: ids.hook, offset: 0, limit: 100 }),
  };
}

/** Using a token is noted; it is no change of anything that a request asks for. */
export function withoutUse(everything: unknown): unknown {
  return JSON.parse(
    JSON.stringify(everything, (key, value) => (key === "lastUsedMs" ? null : value)),
  );
}
