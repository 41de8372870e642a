import {
  Done,
  PasswordReset,
  SetupRequest,
  SignInAnswer,
  SignInRequest,
  StudioSessionAnswer,
  TwoFactorCode,
} from "@parley/contract";
import type { SignedIn } from "../../features/accounts/sessions.ts";
import type { Store } from "../../ports/store.ts";
import { presentAccount, presentWorkspace } from "./present-account.ts";
import { clientOf, done, type StudioPorts, serveOpen } from "./studio-ports.ts";

/** The ways in, and out. */
export function serveSignIn(ports: StudioPorts): void {
  const { accounts, store } = ports;
  serveOpen(ports, {
    ...{ method: "GET", path: "/studio/api/session", operationId: "getStudioSession" },
    answers: { 200: StudioSessionAnswer },
    handle: async ({ identity }) => {
      const setup = (await accounts.setup.isDone()) ? "done" : "needed";
      const account = identity && presentAccount(identity.account);
      const workspaces = identity ? await workspacesOf(store, identity) : [];
      const mayFound = identity !== null && accounts.workspaces.mayFound(identity);
      return done([], { setup, account, workspaces, may_found_workspaces: mayFound });
    },
  });
  serveOpen(ports, {
    ...{ method: "POST", path: "/studio/api/sign_in", operationId: "signIn" },
    body: SignInRequest,
    answers: { 200: SignInAnswer },
    refusals: ["wrong-sign-in", "too-many-tries"],
    handle: async ({ body, identity, request }) => {
      const step = await accounts.signIn.signIn(clientOf(request), body, identity);
      return done(step.cookies, { two_factor: step.needsCode });
    },
  });
  serveOpen(ports, {
    ...{ method: "POST", path: "/studio/api/two_factor/verify", operationId: "verifyCode" },
    body: TwoFactorCode,
    answers: { 200: Done },
    refusals: ["wrong-code", "step-ended", "too-many-tries"],
    handle: async ({ body, request }) =>
      done((await accounts.signIn.verifyCode(clientOf(request), body.code)).cookies),
  });
  serveOpen(ports, {
    ...{ method: "POST", path: "/studio/api/sign_out", operationId: "signOut" },
    answers: { 200: Done },
    handle: async ({ identity }) => done((await accounts.signIn.signOut(identity)).cookies),
  });
  serveWaysBackIn(ports);
}

/** By codes of the server's console. */
function serveWaysBackIn(ports: StudioPorts): void {
  const { accounts } = ports;
  serveOpen(ports, {
    ...{ method: "POST", path: "/studio/api/setup", operationId: "setUp" },
    body: SetupRequest,
    answers: { 200: Done },
    refusals: ["setup-done", "wrong-code", "too-many-tries"],
    handle: async ({ body, identity, request }) => {
      const { email } = await accounts.setup.run(body, request.ip);
      const given = { email, password: body.password };
      return done((await accounts.signIn.signIn(clientOf(request), given, identity)).cookies);
    },
  });
  serveOpen(ports, {
    ...{ method: "POST", path: "/studio/api/password/reset", operationId: "resetPassword" },
    body: PasswordReset,
    answers: { 200: Done },
    refusals: ["wrong-code", "too-many-tries"],
    handle: async ({ body, request }) => {
      await accounts.resetPassword(body, request.ip);
      return done();
    },
  });
}

async function workspacesOf(store: Store, { seats }: SignedIn) {
  const all = await store.workspaces();
  return seats
    .flatMap((seat) => {
      const workspace = all.find(({ id }) => id === seat.workspaceId);
      return workspace ? [presentWorkspace(workspace, seat)] : [];
    })
    .sort((a, b) => a.id - b.id);
}
