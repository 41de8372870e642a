import type { ServedRoute } from "../route-spec.ts";
import type { Estate, Kind } from "./estate.ts";
import type { TestServer } from "./open-test-server.ts";
import { paymentFlow } from "./payment-flow.ts";

/** Everything that a token opens, or somebody who is signed in. */
export const guardedRoutes = ({ served }: TestServer): readonly ServedRoute[] =>
  served.filter(({ access }) => access !== "public" && access !== "channel-key");

/** A body that is in order, so that nothing but the ids or the caller can be at fault. */
export function bodyFor(operationId: string, own: Estate): unknown {
  const row = bodies[operationId];
  return typeof row === "function" ? row(own) : row;
}

/** What the segment before a parameter says that it names. A new kind of path needs a row here. */
export const kindBySegment: { readonly [segment: string]: Kind } = {
  customers: "customer",
  channels: "channel",
  bots: "bot",
  assign_bot: "bot",
  agents: "agent",
  assign: "agent",
  tokens: "token",
  message_hooks: "hook",
  inspectors: "inspector",
  comments: "comment",
  tests: "test",
};

/** Parameters that name no object of a workspace of their own. */
const plainParams: { readonly [segment: string]: string } = {
  fields: "city",
  versions: "1",
  deliveries: "10000001-1",
};

/** Bodies that are in order, so that nothing but the ids can be at fault. */
const bodies: { readonly [operationId: string]: unknown | ((own: Estate) => unknown) } = {
  createCustomer: ({ ids }: Estate) => ({ name: "x", channel_id: ids.channel }),
  createChannel: { name: "x", type: "landbot" },
  createInspector: { name: "x" },
  changeInspector: { status: 500 },
  createBot: { name: "x" },
  createAgent: { name: "x", email: "x@example.org", role: "agent" },
  createToken: { name: "x", scopes: ["bots:read"] },
  resumeCustomer: ({ ids }: Estate) => ({ bot_id: ids.bot }),
  createField: { value: 1 },
  changeField: { value: 1 },
  sendText: { message: "x" },
  sendImage: { url: "https://example.org/a.png" },
  sendLocation: { latitude: 1, longitude: 1 },
  sendTemplate: { template_id: 1 },
  changeChannel: { tagline: "x" },
  changeAgent: { name: "x" },
  saveDraft: { flow: paymentFlow },
  createHook: { url: "https://example.org/hook" },
  changeHook: { ordering: "none" },
  replayHook: { since: 0 },
  renameBot: { name: "x" },
  addComment: { text: "x" },
  changeComment: { resolved: true },
  addFlowTest: { name: "x", transcript: "x" },
  replaceFlowTest: { name: "x", transcript: "x" },
  testRequest: { params: { url: "https://example.org/" }, fields: {} },
};

/** The parameters of a path, each with the segment before it. */
export function paramsOf(path: string): { readonly name: string; readonly segment: string }[] {
  return [...path.matchAll(/([^/]+)\/:(\w+)/g)].map(([, segment = "", name = ""]) => ({
    name,
    segment,
  }));
}

/**
 * Its path, filled in so that the call is not refused: a bot that is to be deleted is one that no channel answers with,
 * and a delivery one that a hook is owed.
 */
export async function readyPath(
  server: TestServer,
  { spec }: ServedRoute,
  { ids }: Estate,
): Promise<string> {
  if (spec.operationId === "deleteBot") {
    const spare = await server.features.bots.create(server.workspace.id, paymentFlow);
    return fillPath(spec.path, { ...ids, bot: spare.id });
  }
  if (!spec.path.includes(":delivery")) return fillPath(spec.path, ids);
  await server.ask({
    ...{ method: "POST", url: `/v1/customers/${ids.customer}/send_text/` },
    payload: { message: "Hello" },
  });
  const deliveries = `/v1/channels/${ids.channel}/message_hooks/${ids.hook}/deliveries/`;
  const [first] = (await server.ask({ url: deliveries })).json().deliveries;
  return fillPath(spec.path, ids, { delivery: first.id });
}

/** A path filled in with these ids, but for one parameter. */
export function fillPath(
  path: string,
  ids: Estate["ids"],
  changed: { readonly [name: string]: string | number } = {},
): string {
  let url = path;
  for (const { name, segment } of paramsOf(path)) {
    const kind = kindBySegment[segment];
    const value = changed[name] ?? (kind ? ids[kind] : plainParams[segment]);
    if (value === undefined) throw new Error(`What does "${segment}" name? It needs a row.`);
    url = url.replace(`:${name}`, String(value));
  }
  return url;
}
