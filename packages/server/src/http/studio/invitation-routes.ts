import {
  Done,
  InvitationAccept,
  InvitationLook,
  InvitationPage,
  NewInvitation,
  NewInvitationAnswer,
} from "@parley/contract";
import { z } from "zod";
import { AppError } from "../../errors.ts";
import { gone } from "../answer.ts";
import { presentInvitation } from "./present-account.ts";
import { clientOf, done, type StudioPorts, serveOpen, serveOwner } from "./studio-ports.ts";

/** Seats that wait for somebody, and those who take them. */
export function serveInvitations(ports: StudioPorts): void {
  const { accounts, store, publicUrl } = ports;
  serveOwner(ports, {
    ...{ method: "GET", path: "/studio/api/invitations", operationId: "listInvitations" },
    answers: { 200: InvitationPage },
    handle: async ({ identity: { workspaceId } }) => {
      const [open, agents] = [
        await accounts.invitations.list(workspaceId),
        await store.agents(workspaceId),
      ];
      const invitations = open.map((it) => presentInvitation(it, agents));
      return done([], { total: invitations.length, invitations });
    },
  });
  serveOwner(ports, {
    ...{ method: "POST", path: "/studio/api/invitations", operationId: "invite" },
    body: NewInvitation,
    answers: { 201: NewInvitationAnswer },
    refusals: ["already-member"],
    handle: async ({ identity: { workspaceId, agent }, body }) => {
      const input = { ...body, workspaceId, invitedBy: agent.id };
      const { invitation, token } = await accounts.invitations.create(input);
      const link = `${publicUrl()}/studio/invitation/${token}`;
      const made = { invitation: presentInvitation(invitation, [agent]), link };
      return { ...done([], made), status: 201 };
    },
  });
  serveOwner(ports, {
    ...{ method: "DELETE", path: "/studio/api/invitations/:id", operationId: "revokeInvitation" },
    params: z.object({ id: z.string().min(1) }),
    answers: { 204: z.null() },
    handle: async ({ identity: { workspaceId }, params }) => {
      const isRevoked = await accounts.invitations.revoke(workspaceId, params.id);
      if (!isRevoked) throw new AppError("not-found");
      return gone;
    },
  });
  serveGuests(ports);
}

const InvitationParams = z.object({ token: z.string().min(1) });

function serveGuests(ports: StudioPorts): void {
  const { accounts, store } = ports;
  serveOpen(ports, {
    ...{ method: "GET", path: "/studio/api/invitations/:token/look" },
    operationId: "lookAtInvitation",
    params: InvitationParams,
    answers: { 200: InvitationLook },
    refusals: ["invitation-ended"],
    handle: async ({ params }) => {
      const { workspaceId, email, role } = await accounts.invitations.look(params.token);
      const workspace = (await store.workspaces()).find(({ id }) => id === workspaceId);
      if (!workspace) throw new AppError("invitation-ended");
      const hasAccount = (await store.accountByEmail(email)) !== null;
      return done([], { workspace: workspace.name, email, role, has_account: hasAccount });
    },
  });
  serveOpen(ports, {
    ...{ method: "POST", path: "/studio/api/invitations/:token/accept" },
    operationId: "acceptInvitation",
    params: InvitationParams,
    body: InvitationAccept,
    answers: { 200: Done },
    refusals: ["invitation-ended", "other-account", "too-many-tries"],
    handle: async ({ params, body, identity, request }) => {
      const { name, password } = body;
      const account = await accounts.invitations.accept(
        params.token,
        password === undefined && identity ? identity : { name, password },
      );
      if (password === undefined) return done();
      const given = { email: account.email, password };
      return done((await accounts.signIn.signIn(clientOf(request), given, identity)).cookies);
    },
  });
}
