/**
 * Every route that changes something, or gives data away as a file, leaves one line in the audit log, or stands below
 * with the reason why it leaves none. A new route fails here until somebody has decided.
 */
import type { NewInvitationAnswer } from "@parley/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeResetCode } from "../features/accounts/password-reset.ts";
import type { AuditDeed } from "../ports/audit.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { codeOf } from "./testing/authenticator.ts";
import { type Browser, openBrowser, password, setUp, signIn } from "./testing/browser.ts";
import { settle } from "./testing/estate.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { bodyFor, readyPath } from "./testing/route-requests.ts";

/** Operations that leave no line, by the reason. */
const exempt: { readonly [reason: string]: readonly string[] } = {
  "what customers say and do, and what is said to them, stands in their conversations": [
    ...["sendText", "sendImage", "sendLocation", "sendTemplate", "sendAsCustomer"],
    ...[
      "createCustomer",
      "assignBot",
      "resumeCustomer",
      "useResumeAddress",
      "createField",
      "changeField",
      "deleteField",
    ],
  ],
  "daily work with a conversation stands in it, with who did it": [
    ...["archiveCustomer", "unarchiveCustomer", "blockCustomer", "unblockCustomer"],
    ...["assignToOwner", "assignToAgent", "unassignCustomer", "optOutCustomer", "deleteOptIns"],
  ],
  "nobody talks to a draft, and it is saved with every stroke: what is published has its line": [
    ...["saveDraft", "restoreVersion", "addComment", "changeComment", "deleteComment"],
    ...["addFlowTest", "replaceFlowTest", "deleteFlowTest"],
  ],
  "sends a sample and keeps nothing": ["testHook", "testRequest"],
  "watches what happens, and takes nothing away": ["listenToChannel", "watchInspector"],
  "is in memory alone, and gone with the next start": ["clearInspectedRequests"],
  "takes from oneself what one has": ["signOut", "endSession", "endOtherSessions"],
  "counts for nothing before it is confirmed": ["beginTwoFactor"],
};

/** What a call of an operation of the platform API leaves. */
const platform: { readonly [operationId: string]: AuditDeed } = {
  deleteCustomer: "customer.deleted",
  exportTranscripts: "transcripts.exported",
  createChannel: "channel.created",
  changeChannel: "channel.changed",
  createHook: "hook.created",
  changeHook: "hook.changed",
  deleteHook: "hook.deleted",
  rotateHookSecret: "hook.changed",
  resendHookDelivery: "delivery.resent",
  skipHookDelivery: "delivery.skipped",
  replayHook: "hook.replayed",
  createInspector: "inspector.created",
  changeInspector: "inspector.changed",
  deleteInspector: "inspector.deleted",
  createBot: "bot.created",
  renameBot: "bot.renamed",
  deleteBot: "bot.deleted",
  duplicateBot: "bot.created",
  publishBot: "bot.published",
  exportInsightsSeries: "insights.exported",
  exportInsightsBlocks: "insights.exported",
  createAgent: "member.added",
  changeAgent: "member.changed",
  deactivateAgent: "member.deactivated",
  createToken: "token.created",
  deleteToken: "token.revoked",
  exportAudit: "audit.exported",
};

interface StudioWorld {
  readonly server: TestServer;
  readonly owner: Browser;
}
interface StudioCall {
  /** More than one where more than one thing is done. */
  readonly deeds: readonly AuditDeed[];
  /** What has to be there before, and what the call needs of it. */
  readonly prepare?: (world: StudioWorld) => Promise<string>;
  readonly call: (world: StudioWorld & { readonly prepared: string }) => Promise<unknown>;
}

/** The same for the Studio's own. */
const studio: { readonly [operationId: string]: StudioCall } = {
  signIn: {
    deeds: ["sign_in"],
    call: ({ server }) => signIn(server, "ann@example.org"),
  },
  verifyCode: {
    deeds: ["sign_in"],
    prepare: ({ owner }) => twoFactorOn(owner, Date.now() - 30_000),
    call: async ({ server, prepared: key }) =>
      post(await signIn(server, "ann@example.org"), "two_factor/verify", { code: codeOf(key) }),
  },
  setUp: {
    deeds: ["workspace.renamed", "member.added", "sign_in"],
    call: ({ server }) => setUp(server),
  },
  resetPassword: {
    deeds: ["account.password_changed"],
    prepare: async ({ server }) => {
      const account = await server.store.accountByEmail("ann@example.org");
      if (!account) throw new Error("Ann has no account.");
      return makeResetCode(server, account, false);
    },
    call: ({ owner, prepared: code }) =>
      post(owner, "password/reset", { code, password: newPassword }),
  },
  changeAccount: {
    deeds: ["member.changed"],
    call: ({ owner }) => owner.ask("PATCH", "/studio/api/account", { name: "Anna" }),
  },
  changePassword: {
    deeds: ["account.password_changed"],
    call: ({ owner }) => post(owner, "password", { current: password, password: newPassword }),
  },
  foundWorkspace: {
    deeds: ["workspace.created", "member.added"],
    call: ({ owner }) => post(owner, "workspaces", { name: "Second" }),
  },
  renameWorkspace: {
    deeds: ["workspace.renamed"],
    call: ({ owner }) => owner.ask("PATCH", "/studio/api/workspace", { name: "Pier" }),
  },
  confirmTwoFactor: {
    deeds: ["account.two_factor_on"],
    prepare: ({ owner }) => twoFactorKey(owner),
    call: ({ owner, prepared: key }) => post(owner, "two_factor/confirm", { code: codeOf(key) }),
  },
  disableTwoFactor: {
    deeds: ["account.two_factor_off"],
    prepare: ({ owner }) => twoFactorOn(owner, Date.now()),
    call: ({ owner }) => post(owner, "two_factor/disable", { password }),
  },
  invite: {
    deeds: ["invitation.created"],
    call: ({ owner }) => invite(owner),
  },
  revokeInvitation: {
    deeds: ["invitation.revoked"],
    prepare: async ({ owner }) => (await invite(owner)).invitation.id,
    call: ({ owner, prepared: id }) => owner.ask("DELETE", `/studio/api/invitations/${id}`),
  },
  acceptInvitation: {
    deeds: ["member.added", "sign_in"],
    prepare: async ({ owner }) => (await invite(owner)).link.split("/").at(-1) ?? "",
    call: ({ server, prepared: token }) =>
      post(openBrowser(server), `invitations/${token}/accept`, { name: "Bo", password }),
  },
};

async function invite(owner: Browser): Promise<NewInvitationAnswer> {
  const made = await post(owner, "invitations", { email: "bo@example.org", role: "agent" });
  return made.body as NewInvitationAnswer;
}

const newPassword = "harbour-lantern-4-ferry";

async function post(browser: Browser, path: string, body: object) {
  const answer = await browser.ask("POST", `/studio/api/${path}`, body);
  expect(answer.status).toBeLessThan(300);
  return answer;
}

async function twoFactorKey(owner: Browser): Promise<string> {
  return Object((await post(owner, "two_factor/begin", { password })).body).key;
}

async function twoFactorOn(owner: Browser, atMs: number): Promise<string> {
  const key = await twoFactorKey(owner);
  await post(owner, "two_factor/confirm", { code: codeOf(key, atMs) });
  return key;
}

let server: TestServer;

beforeEach(async () => {
  const dispatch = {
    refresh: () => {},
    skip: async () => true,
    tryOnce: () => Promise.reject(new Error("Nobody tries here.")),
  };
  server = await openTestServer({ openStore: openMemoryStore, dispatch });
});
afterEach(() => server.close());

/** Everything in the log, of all workspaces, the oldest first. */
async function everyLine() {
  const all = await Promise.all(
    (await server.store.workspaces()).map(({ id: workspaceId }) =>
      server.store.audit({ workspaceId, limit: 100 }),
    ),
  );
  return all.flat().sort((a, b) => a.id - b.id);
}

/** The lines that something adds. */
async function addedBy(act: () => Promise<unknown>) {
  const before = (await everyLine()).at(-1)?.id ?? 0;
  await act();
  return (await everyLine()).filter(({ id }) => id > before);
}

test("every route that changes something or gives a file has its row here, and only one", () => {
  const concerned = [...server.served, ...server.studio].filter(
    ({ spec }) => spec.method !== "GET" || spec.streams,
  );
  expect(concerned.length).toBeGreaterThan(70);
  const rows = [...Object.keys(platform), ...Object.keys(studio), ...Object.values(exempt).flat()];
  expect(rows.toSorted()).toEqual(concerned.map(({ spec }) => spec.operationId).toSorted());
});

test.each(Object.entries(platform))("%s leaves one line", async (operationId, deed) => {
  const route = server.served.find(({ spec }) => spec.operationId === operationId);
  if (!route) throw new Error(`${operationId} is not served.`);
  const estate = await settle(server, server.workspace.id, server.admin.id);
  const url = await readyPath(server, route, estate);
  const payload = Object(bodyFor(operationId, estate) ?? {});
  const added = await addedBy(async () => {
    const { method } = route.spec;
    const isRead = method === "GET" || method === "DELETE";
    const answer = await server.ask({ method, url, ...(!isRead && { payload }) });
    expect(answer.statusCode).toBeLessThan(300);
  });
  expect(added.map((it) => [it.deed, it.actor.kind])).toEqual([[deed, "token"]]);
  expect(JSON.stringify(added)).not.toMatch(/Hello|parley_/);
});

test.each(Object.entries(studio))("%s leaves its lines", async (operationId, row) => {
  const owner = operationId === "setUp" ? openBrowser(server) : await setUp(server);
  const world = { server, owner };
  const prepared = (await row.prepare?.(world)) ?? "";
  const added = await addedBy(() => row.call({ ...world, prepared }));
  expect(added.map(({ deed }) => deed)).toEqual(row.deeds);
});
