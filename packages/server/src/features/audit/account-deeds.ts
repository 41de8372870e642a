import type { AccountRecord, AccountWrite } from "../../ports/accounts.ts";
import type { AuditDeed, AuditDetail } from "../../ports/audit.ts";
import type { Store } from "../../ports/store.ts";
import { type Deed, type DeedsOf, deed, nothing } from "./deed.ts";

type AccountReading = {
  readonly [K in AccountWrite["kind"]]: DeedsOf<Extract<AccountWrite, { readonly kind: K }>>;
};

/** The deeds in changes of who may sign in. That somebody has signed in is told by sign-in itself. */
export const accountDeeds: AccountReading = {
  "put-account": async ({ account }, store) => {
    const before = await store.account(account.id);
    if (!before) return [];
    const deeds: Deed[] = [];
    if (before.passwordHash !== account.passwordHash)
      deeds.push(...(await everywhere(store, account, "account.password_changed")));
    if (before.hasTwoFactor !== account.hasTwoFactor) {
      const name = account.hasTwoFactor ? "account.two_factor_on" : "account.two_factor_off";
      deeds.push(...(await everywhere(store, account, name)));
    }
    return deeds;
  },
  "put-session": nothing,
  "note-session-use": nothing,
  "delete-session": nothing,
  "delete-sessions": nothing,
  "put-two-factor": nothing,
  "delete-two-factor": nothing,
  "add-one-time": async ({ oneTime: { name, value } }, store) => {
    if (name !== "reset") return [];
    // As the making of such a code has written it.
    const [accountId, dropsTwoFactor] = JSON.parse(value) as [string, boolean];
    const detail = { drops_two_factor: dropsTwoFactor };
    return everywhere(store, { id: accountId }, "account.reset_code", detail);
  },
  "take-one-time": nothing,
  "put-invitation": async ({ invitation: { workspaceId, email, role } }) => [
    deed(workspaceId, "invitation", email)("invitation.created", { role }),
  ],
  "take-invitation": async ({ invitationId }, store, together) => {
    // Accepted, or in favour of a newer one: that is told by what is written with it.
    if (together.some(({ kind }) => kind === "put-agent" || kind === "put-invitation")) return [];
    for (const { id: workspaceId } of await store.workspaces())
      for (const { id, email, role } of await store.invitations(workspaceId))
        if (id === invitationId)
          return [deed(workspaceId, "invitation", email)("invitation.revoked", { role })];
    return [];
  },
  "add-setting": nothing,
  "prune-access": nothing,
};

/** What somebody did with their account concerns every workspace that they have a seat in. */
async function everywhere(
  store: Pick<Store, "agentsOfAccount">,
  { id }: Pick<AccountRecord, "id">,
  name: AuditDeed,
  detail: AuditDetail = {},
): Promise<readonly Deed[]> {
  const seats = (await store.agentsOfAccount(id)).filter(({ isActive }) => isActive);
  return seats.map((seat) => deed(seat.workspaceId, `agent ${seat.id}`, seat.name)(name, detail));
}
