import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { roleScopes } from "../features/accounts/role-scopes.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import type { ServedRoute } from "./route-spec.ts";
import { type Browser, join, openBrowser, setUp, signIn } from "./testing/browser.ts";
import { type Estate, everythingOf, settle, withoutUse } from "./testing/estate.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { bodyFor, fillPath, guardedRoutes } from "./testing/route-requests.ts";

const roles = ["admin", "manager", "agent"] as const;
type Role = (typeof roles)[number];

let server: TestServer;
let own: Estate;
let people: { readonly [R in Role]: Browser };
/** An owner, but of another workspace. */
let stranger: Browser;

beforeAll(async () => {
  server = await openTestServer({ openStore: openMemoryStore, workspaceFounders: "everybody" });
  own = await settle(server, server.workspace.id, server.admin.id);
  const admin = await setUp(server);
  const manager = await join(server, admin, { email: "bo@example.org", role: "manager" });
  const agent = await join(server, admin, { email: "cy@example.org", role: "agent" });
  people = { admin, manager, agent };
  stranger = await signIn(server, "cy@example.org");
  const made = await stranger.ask("POST", "/studio/api/workspaces", { name: "Elsewhere" });
  stranger.workspaceId = (made.body as { workspace: { id: number } }).workspace.id;
});
afterAll(() => server.close());

const nameOf = ({ spec }: ServedRoute): string => spec.operationId;

function ask({ spec }: ServedRoute, browser: Browser, headers: Record<string, string> = {}) {
  const body = bodyFor(spec.operationId, own);
  return browser.ask(spec.method, fillPath(spec.path, own.ids), Object(body), {
    ...(spec.operationId === "saveDraft" && { "if-match": '"2"' }),
    ...headers,
  });
}

describe("each route of the platform API", () => {
  let before: unknown;
  beforeEach(async () => {
    before = withoutUse(await everythingOf(server, own));
  });
  const expectUnchanged = async () =>
    expect(withoutUse(await everythingOf(server, own))).toEqual(before);

  test("is 401 without a cookie, and with one that is none", async () => {
    const nobody = openBrowser(server);
    nobody.workspaceId = own.workspaceId;
    const forger = openBrowser(server);
    forger.workspaceId = own.workspaceId;
    forger.cookies.set("__Host-parley", "forged.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    for (const route of guardedRoutes(server))
      for (const browser of [nobody, forger])
        expect((await ask(route, browser)).status, nameOf(route)).toBe(401);
    await expectUnchanged();
  });

  test("is 403 with the owner's cookie and without the Studio's header", async () => {
    for (const route of guardedRoutes(server))
      for (const header of ["", "x", "-1", "01", "1,1"])
        expect(
          await ask(route, people.admin, { "parley-studio": header }),
          nameOf(route),
        ).toMatchObject({ status: 403, body: { detail: expect.stringContaining("the Studio") } });
    await expectUnchanged();
  });

  test("is 403 in a workspace that one does not belong to, and 404 for its objects from one's own", async () => {
    const elsewhere = { "parley-studio": String(stranger.workspaceId) };
    for (const route of guardedRoutes(server)) {
      expect(await ask(route, people.admin, elsewhere), nameOf(route)).toMatchObject({
        ...{ status: 403, body: { detail: "You do not belong to this workspace." } },
      });
      const hasId = /\/:/.test(route.spec.path);
      if (hasId) expect((await ask(route, stranger)).status, nameOf(route)).toBe(404);
    }
    await expectUnchanged();
  });

  test("is 403 to a role that does not allow it, and changes nothing", async () => {
    const refused = roles.map(
      (role) => [role, guardedRoutes(server).filter(isClosedTo(role))] as const,
    );
    for (const [role, routes] of refused)
      for (const route of routes)
        expect(await ask(route, people[role]), `${role} ${nameOf(route)}`).toMatchObject({
          ...{ status: 403, body: { detail: "Your role does not allow this." } },
        });
    await expectUnchanged();
    expect(refused.map(([, routes]) => routes.length)).toEqual([0, 6, expect.any(Number)]);
    const forAgents = guardedRoutes(server).filter((route) => !isClosedTo("agent")(route));
    expect(forAgents.map(nameOf)).not.toContain("createHook");
    expect(forAgents.map(nameOf)).toContain("sendText");
  });
});

const isClosedTo =
  (role: Role) =>
  ({ spec }: ServedRoute) =>
    spec.scope !== null && !roleScopes[role].has(spec.scope);

/** Only owners delete what others have written; what calls others finds no way out of a test. */
const leftOut: ReadonlySet<string> = new Set(["deleteComment", "testRequest"]);

// Streams last; `studio/session-streams.test.ts` opens them.
const lasts = ({ spec }: ServedRoute): boolean => spec.streams?.["text/event-stream"] !== undefined;

test.each(roles)("every route that a role allows lets in %s", async (role) => {
  const apart = await openTestServer({ openStore: openMemoryStore });
  const estate = await settle(apart, apart.workspace.id, apart.admin.id);
  const owner = await setUp(apart);
  const browser =
    role === "admin" ? owner : await join(apart, owner, { email: "bo@example.org", role });
  const isOpen = (it: ServedRoute) =>
    !isClosedTo(role)(it) && !lasts(it) && !leftOut.has(nameOf(it));
  for (const route of guardedRoutes(apart).filter(isOpen)) {
    const { spec } = route;
    const body = Object(bodyFor(spec.operationId, estate));
    const { status } = await browser.ask(spec.method, fillPath(spec.path, estate.ids), body);
    // What an earlier row has deleted is 404, what it has changed may be in the way: nobody is turned away.
    expect([401, 403], `${role} ${nameOf(route)} ${status}`).not.toContain(status);
  }
  await apart.close();
});

describe("each of the Studio's own doors", () => {
  const urlOf = ({ spec }: ServedRoute) => spec.path.replace(/:\w+/g, "x");

  test("needs the Studio's header, and somebody who is signed in where it is somebody's own", async () => {
    expect(server.studio.length).toBeGreaterThanOrEqual(20);
    const nobody = openBrowser(server);
    for (const route of server.studio) {
      const { spec, access } = route;
      const without = await people.admin.ask(
        spec.method,
        urlOf(route),
        {},
        { "parley-studio": "" },
      );
      expect(without.status, nameOf(route)).toBe(403);
      const { status } = await nobody.ask(spec.method, urlOf(route), {});
      if (access === "session") expect(status, nameOf(route)).toBe(401);
      else expect(status, nameOf(route)).not.toBe(401);
    }
  });

  test("is not opened by a token of the API", async () => {
    const headers = { authorization: `Token ${server.token}` };
    for (const route of server.studio.filter(({ access }) => access === "session")) {
      const told = await openBrowser(server).ask(route.spec.method, urlOf(route), {}, headers);
      expect(told.status, nameOf(route)).toBe(401);
    }
  });

  test("knows which are open to everybody", () => {
    const open = server.studio.filter(({ access }) => access === "public").map(nameOf);
    expect(open.sort()).toEqual([
      ...["acceptInvitation", "getStudioSession", "lookAtInvitation", "resetPassword", "setUp"],
      ...["signIn", "signOut", "verifyCode"],
    ]);
  });
});
