import {
  AccountAnswer,
  AccountChange,
  Done,
  NewWorkspace,
  PasswordChange,
  PasswordProof,
  StudioSessionPage,
  TwoFactorCode,
  TwoFactorKey,
  WorkspaceAnswer,
  WorkspaceChange,
} from "@parley/contract";
import { z } from "zod";
import { AppError } from "../../errors.ts";
import { gone } from "../answer.ts";
import { presentAccount, presentSession, presentWorkspace } from "./present-account.ts";
import { clientOf, done, type StudioPorts, serveOwner, serveSignedIn } from "./studio-ports.ts";

/** What is somebody's own: name, password, sessions, second factor, workspaces. */
export function serveAccount(ports: StudioPorts): void {
  const { accounts } = ports;
  serveSignedIn(ports, {
    ...{ method: "PATCH", path: "/studio/api/account", operationId: "changeAccount" },
    body: AccountChange,
    answers: { 200: AccountAnswer },
    handle: async ({ identity, body }) => {
      const account = await accounts.rename(identity.signedIn, body.name);
      return done([], { account: presentAccount(account) });
    },
  });
  serveSignedIn(ports, {
    ...{ method: "POST", path: "/studio/api/password", operationId: "changePassword" },
    body: PasswordChange,
    answers: { 200: Done },
    refusals: ["wrong-sign-in", "too-many-tries"],
    handle: async ({ identity: { signedIn }, body, request }) => {
      const client = clientOf(request);
      return done((await accounts.credentials.changePassword(client, signedIn, body)).cookies);
    },
  });
  serveWorkspaces(ports);
  serveSessions(ports);
  serveTwoFactor(ports);
}

function serveWorkspaces(ports: StudioPorts): void {
  const { workspaces } = ports.accounts;
  serveSignedIn(ports, {
    ...{ method: "POST", path: "/studio/api/workspaces", operationId: "foundWorkspace" },
    body: NewWorkspace,
    answers: { 201: WorkspaceAnswer },
    refusals: ["missing-scope"],
    handle: async ({ identity: { signedIn }, body }) => {
      const made = await workspaces.found(signedIn, body.name);
      const seat = { id: made.agentId, role: "admin" } as const;
      return { ...done([], { workspace: presentWorkspace(made.workspace, seat) }), status: 201 };
    },
  });
  serveOwner(ports, {
    ...{ method: "PATCH", path: "/studio/api/workspace", operationId: "renameWorkspace" },
    body: WorkspaceChange,
    answers: { 200: WorkspaceAnswer },
    handle: async ({ identity: { workspaceId, agent }, body }) => {
      const workspace = await workspaces.rename(workspaceId, body.name);
      if (!workspace) throw new AppError("not-found");
      return done([], { workspace: presentWorkspace(workspace, agent) });
    },
  });
}

function serveSessions(ports: StudioPorts): void {
  const { accounts } = ports;
  serveSignedIn(ports, {
    ...{ method: "GET", path: "/studio/api/sessions", operationId: "listSessions" },
    answers: { 200: StudioSessionPage },
    handle: async ({ identity: { signedIn } }) => {
      const all = await accounts.sessions.list(signedIn.account.id);
      const sessions = all.map((it) => presentSession(it, signedIn.session.id));
      return done([], { total: sessions.length, sessions });
    },
  });
  serveSignedIn(ports, {
    ...{ method: "DELETE", path: "/studio/api/sessions/:id", operationId: "endSession" },
    params: z.object({ id: z.string().min(1) }),
    answers: { 204: z.null() },
    handle: async ({ identity: { signedIn }, params }) => {
      const own = await accounts.sessions.list(signedIn.account.id);
      if (!own.some(({ id }) => id === params.id)) throw new AppError("not-found");
      await accounts.sessions.write([{ kind: "delete-session", sessionId: params.id }]);
      return gone;
    },
  });
  serveSignedIn(ports, {
    ...{ method: "DELETE", path: "/studio/api/sessions", operationId: "endOtherSessions" },
    answers: { 204: z.null() },
    handle: async ({ identity: { signedIn } }) => {
      const { account, session } = signedIn;
      await accounts.sessions.write([
        { kind: "delete-sessions", accountId: account.id, keptId: session.id },
      ]);
      return gone;
    },
  });
}

function serveTwoFactor(ports: StudioPorts): void {
  const { credentials } = ports.accounts;
  serveSignedIn(ports, {
    ...{ method: "POST", path: "/studio/api/two_factor/begin", operationId: "beginTwoFactor" },
    body: PasswordProof,
    answers: { 200: TwoFactorKey },
    refusals: ["wrong-sign-in", "too-many-tries", "two-factor-on"],
    handle: async ({ identity: { signedIn }, body, request }) => {
      const client = clientOf(request);
      const made = await credentials.beginTwoFactor(client, signedIn, body.password);
      return done([], { uri: made.uri, key: made.key, backup_codes: made.backupCodes });
    },
  });
  serveSignedIn(ports, {
    ...{ method: "POST", path: "/studio/api/two_factor/confirm", operationId: "confirmTwoFactor" },
    body: TwoFactorCode,
    answers: { 200: Done },
    refusals: ["wrong-code", "too-many-tries", "two-factor-not-begun"],
    handle: async ({ identity: { signedIn }, body, request }) =>
      done((await credentials.confirmTwoFactor(clientOf(request), signedIn, body.code)).cookies),
  });
  serveSignedIn(ports, {
    ...{ method: "POST", path: "/studio/api/two_factor/disable", operationId: "disableTwoFactor" },
    body: PasswordProof,
    answers: { 200: Done },
    refusals: ["wrong-sign-in", "too-many-tries"],
    handle: async ({ identity: { signedIn }, body, request }) => {
      const client = clientOf(request);
      return done((await credentials.disableTwoFactor(client, signedIn, body.password)).cookies);
    },
  });
}
