import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { foundWorkspace } from "../features/accounts/agents.ts";
import { scopes } from "../features/accounts/scopes.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import type { ServedRoute } from "./route-spec.ts";
import { notFound } from "./testing/ask-json.ts";
import { type Estate, everythingOf, type Kind, settle, withoutUse } from "./testing/estate.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import {
  bodyFor,
  fillPath,
  guardedRoutes,
  kindBySegment,
  paramsOf,
} from "./testing/route-requests.ts";

let server: TestServer;
let own: Estate;
let foreign: Estate;

beforeAll(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  own = await settle(server, server.workspace.id, server.admin.id);
  const other = await foundWorkspace(server, "Other");
  foreign = await settle(server, other.workspace.id, other.admin.id);
});
afterAll(() => server.close());

/** A path filled in with own ids, but for one parameter. */
const filled = (path: string, changed: { readonly [name: string]: string | number } = {}): string =>
  fillPath(path, own.ids, changed);

async function ask({ spec }: ServedRoute, url: string, secret: string | null) {
  const body = bodyFor(spec.operationId, own);
  const answer = await server.app.inject({
    method: spec.method,
    url,
    headers: {
      ...(secret !== null && { authorization: `Token ${secret}` }),
      ...(spec.operationId === "saveDraft" && { "if-match": '"2"' }),
    },
    ...(body !== undefined && { payload: body as object }),
  });
  return {
    status: answer.statusCode,
    body: answer.body === "" ? null : (answer.json() as unknown),
  };
}

/** Known only once the server is open; the matrix is written over all that an API token opens. */
const guarded = () => guardedRoutes(server);

test("the matrix has rows for all that is served, and knows what is open to everybody", () => {
  expect(guarded().length).toBeGreaterThan(40);
  const open = server.served.filter(({ access }) => access === "public");
  expect(open.map(({ spec }) => spec.operationId).sort()).toEqual([
    ...["getApichatHookSchema", "getMessageHookSchema", "getRoot", "useResumeAddress"],
  ]);
  // Its own tests show that no API token and no other channel's opens it.
  const channels = server.served.filter(({ access }) => access === "channel-key");
  expect(channels.map(({ spec }) => spec.operationId)).toEqual(["sendAsCustomer"]);
  for (const { spec } of guarded()) expect(() => filled(spec.path)).not.toThrow();
});

describe("each guarded route", () => {
  let before: unknown;
  beforeEach(async () => {
    before = [await everythingOf(server, own), await everythingOf(server, foreign)];
  });

  test("answers 401 without a token, and with one that is none, and changes nothing", async () => {
    for (const route of guarded())
      for (const secret of [null, "nope"])
        expect(
          await ask(route, filled(route.spec.path), secret),
          route.spec.operationId,
        ).toMatchObject({ status: 401 });
    expect([await everythingOf(server, own), await everythingOf(server, foreign)]).toEqual(before);
  });

  test("answers 403 to a token that has every scope but the route's own, and changes nothing", async () => {
    for (const scope of scopes) {
      const rest = scopes.filter((it) => it !== scope);
      const { secret } = await server.features.tokens.create({
        ...{ workspaceId: own.workspaceId, agentId: server.admin.id, name: scope, scopes: rest },
      });
      before = [await everythingOf(server, own), await everythingOf(server, foreign)];
      for (const route of guarded().filter(({ spec }) => spec.scope === scope))
        expect(await ask(route, filled(route.spec.path), secret), route.spec.operationId).toEqual({
          status: 403,
          body: { detail: `This token lacks the scope "${scope}".` },
        });
      expect(withoutUse(await everythingOf(server, own))).toEqual(
        withoutUse((before as unknown[])[0]),
      );
    }
  });

  test("answers 404 to the id of another workspace in each position, and changes nothing there or here", async () => {
    expect(positions().length).toBeGreaterThan(35);
    for (const { route, name, kind } of positions()) {
      const url = filled(route.spec.path, { [name]: foreign.ids[kind] });
      expect(await ask(route, url, own.secret), `${route.spec.operationId} ${name}`).toEqual(
        notFound,
      );
    }
    await expectUnchanged();
  });

  test("lets no id that is nearly empty, or nearly one of its own, through a check", async () => {
    for (const { route, name, kind } of positions())
      for (const text of oddIds(own.ids[kind], foreign.ids[kind])) {
        const url = filled(route.spec.path, { [name]: text });
        expect((await ask(route, url, own.secret)).status, `${route.spec.method} ${url}`).toBe(404);
      }
    await expectUnchanged();
  });

  test("changes nothing when an id is left out or leads up the path", async () => {
    for (const { route, name } of positions())
      for (const text of ["", ".."]) {
        const url = filled(route.spec.path, { [name]: text });
        // The path can then be another's, which refuses the method, the body or what it would do, or reads a list.
        expect([200, 404, 405, 412, 422]).toContain((await ask(route, url, own.secret)).status);
      }
    await expectUnchanged();
  });

  async function expectUnchanged(): Promise<void> {
    const after = [await everythingOf(server, own), await everythingOf(server, foreign)];
    expect(withoutUse(after)).toEqual(withoutUse(before));
  }
});

/** Every place of every guarded path that an object's id stands in. */
function positions(): { route: ServedRoute; name: string; kind: Kind }[] {
  return guarded().flatMap((route) =>
    paramsOf(route.spec.path).flatMap(({ name, segment }) => {
      const kind = kindBySegment[segment];
      return kind ? [{ route, name, kind }] : [];
    }),
  );
}

const empties = [
  "0",
  "-1",
  "null",
  "undefined",
  "[]",
  "{}",
  "true",
  "NaN",
  "%00",
  "%20",
  "*",
  "1e7",
];

const oddIds = (id: number, foreignId: number): readonly string[] => [
  ...empties,
  ...[`0${id}`, `${id}.0`, `+${id}`, `%20${id}`, `${id},${foreignId}`],
];

test("an id of another workspace in a body is refused like one that does not exist", async () => {
  const { customer, channel, bot, agent } = foreign.ids;
  const before = await everythingOf(server, foreign);
  const cells: ["POST" | "PATCH", string, string, number, object][] = [
    ["POST", `/v1/customers/${own.ids.customer}/resume/`, "bot_id", bot, {}],
    ["POST", "/v1/channels/", "bot_id", bot, { name: "x", type: "web" }],
    ["PATCH", `/v1/channels/${own.ids.channel}/`, "bot_id", bot, {}],
    ["POST", "/v1/bots/", "channel_id", channel, { name: "x" }],
    ["POST", "/v1/customers/", "channel_id", channel, { name: "x" }],
    ["POST", "/v1/tokens/", "agent_id", agent, { name: "x" }],
  ];
  for (const [method, url, key, id, rest] of cells) {
    const answerTo = async (value: unknown) => {
      const headers = { authorization: `Token ${own.secret}` };
      const answer = await server.app.inject({
        method,
        url,
        headers,
        payload: { ...rest, [key]: value },
      });
      return [answer.statusCode, answer.body.replaceAll(String(value), "?")];
    };
    const refusal = await answerTo(id);
    expect(refusal[0], `${method} ${url}`).toBeGreaterThanOrEqual(404);
    expect(refusal).toEqual(await answerTo(7));
    for (const odd of [0, "0", -1, [], {}, [id], true, `${id} `, "NaN"])
      expect((await answerTo(odd))[0], `${method} ${url} ${JSON.stringify(odd)}`).toBe(422);
  }
  expect(await everythingOf(server, foreign)).toEqual(before);
  expect(customer).not.toBe(own.ids.customer);
});

test("a filter by another workspace's objects finds nothing, and lists never hold them", async () => {
  const list = async (url: string) => {
    const headers = { authorization: `Token ${own.secret}` };
    return (await server.app.inject({ url, headers })).json() as Record<string, unknown>;
  };
  for (const query of [`channel_id=${foreign.ids.channel}`, `agent_id=${foreign.ids.agent}`])
    expect(await list(`/v1/customers/?${query}`)).toMatchObject({ total: 0, customers: [] });
  const resources: [string, Kind][] = [
    ["customers", "customer"],
    ["channels", "channel"],
    ["bots", "bot"],
    ["agents", "agent"],
    ["tokens", "token"],
  ];
  for (const [resource, kind] of resources) {
    const rows = (await list(`/v1/${resource}/?limit=100`))[resource] as { id: number }[];
    expect(rows.map(({ id }) => id)).toContain(own.ids[kind]);
    expect(rows.map(({ id }) => id)).not.toContain(foreign.ids[kind]);
  }
});
