import type { AuditDeed, AuditLine, StudioRole } from "@parley/contract";
import { t } from "../../../ui/words.ts";
import { roleName, roles } from "../role-names.ts";

/** What was done, in a few words, for every deed that there is. */
export function deedWords(): Readonly<Record<AuditDeed, string>> {
  return {
    sign_in: t("Signed in"),
    sign_in_failed: t("Sign-in failed"),
    "account.password_changed": t("Password changed"),
    "account.reset_code": t("Code for a new password made"),
    "account.two_factor_on": t("Two-factor sign-in switched on"),
    "account.two_factor_off": t("Two-factor sign-in switched off"),
    "workspace.created": t("Workspace created"),
    "workspace.renamed": t("Workspace renamed"),
    "member.added": t("Member added"),
    "member.changed": t("Member changed"),
    "member.role_changed": t("Role changed"),
    "member.deactivated": t("Member deactivated"),
    "member.activated": t("Member activated"),
    "invitation.created": t("Invitation sent"),
    "invitation.revoked": t("Invitation taken back"),
    "token.created": t("Token created"),
    "token.revoked": t("Token revoked"),
    "bot.created": t("Bot created"),
    "bot.renamed": t("Bot renamed"),
    "bot.published": t("Bot published"),
    "bot.deleted": t("Bot archived"),
    "channel.created": t("Channel created"),
    "channel.changed": t("Channel changed"),
    "hook.created": t("MessageHook created"),
    "hook.changed": t("MessageHook changed"),
    "hook.deleted": t("MessageHook deleted"),
    "hook.replayed": t("MessageHook replayed"),
    "delivery.resent": t("Delivery sent once more"),
    "delivery.skipped": t("Delivery given up"),
    "inspector.created": t("Inspector created"),
    "inspector.changed": t("Inspector changed"),
    "inspector.deleted": t("Inspector deleted"),
    "customer.deleted": t("Customer erased"),
    "transcripts.exported": t("Transcripts exported"),
    "insights.exported": t("Insights exported"),
    "audit.exported": t("Audit log exported"),
    "backup.made": t("Backup made"),
    "backup.restored": t("Backup restored"),
  };
}

/** Who did it. */
export function actorWords({
  actor: { kind, name, token_id: id, token_name: token },
}: AuditLine): string {
  switch (kind) {
    case "person":
      return name;
    case "token":
      return t("{name}, by the token “{token}”", { name, token: token || String(id ?? "") });
    case "guest":
      return t("Somebody who was not signed in");
    case "console":
      return t("A command on the server");
    case "server":
      return t("Parley itself");
  }
}

/** What a line tells beyond that: from what to what, which version, which settings. */
export function detailWords({ detail }: AuditLine): string {
  const { from, to, changed, version, note, role, scopes, host, format } = detail;
  const { delivery_id: delivery, table, made_at: madeAt } = detail;
  const parts = [
    typeof from === "string" && typeof to === "string" && `${named(from)} → ${named(to)}`,
    Array.isArray(changed) && t("changed: {what}", { what: changed.join(", ") }),
    typeof version === "number" && t("version {version}", { version }),
    note,
    typeof role === "string" && named(role),
    Array.isArray(scopes) && scopes.join(", "),
    ...[host, delivery, format, table, madeAt],
  ];
  return parts.filter((part) => typeof part === "string" && part !== "").join(" · ");
}

const isRole = (text: string): text is StudioRole => roles.some((role) => role === text);
const named = (text: string): string => (isRole(text) ? roleName(text) : text);
