import type { Invitation } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { invitationsQuery } from "../account-calls.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { roleName } from "../role-names.ts";

/** Who is invited and has not come yet. */
export function InvitationsSection() {
  const api = useApi();
  const queries = useQueryClient();
  const notices = useNotices();
  const invitations = useQuery(invitationsQuery(api));
  const revoke = useMutation({
    mutationFn: ({ id }: Invitation) => api.write("DELETE", `/studio/api/invitations/${id}`),
    onSuccess: async (_, { email }) => {
      await queries.invalidateQueries({ queryKey: ["invitations"] });
      notices.tell({ text: t("The invitation of {email} does not hold any more", { email }) });
    },
  });
  const rows = invitations.data?.invitations ?? [];
  return (
    <Section
      title={t("Invitations")}
      about={
        rows.length === 0 && invitations.isSuccess
          ? t("Nobody is invited at the moment.")
          : t("Each link works once, for seven days.")
      }
    >
      <RefusalNote error={invitations.error ?? revoke.error} />
      {invitations.isPending && <Skeleton rows={2} />}
      {rows.length > 0 && (
        <ul className="settings-rows">
          {rows.map((row) => (
            <InvitationRow
              key={row.id}
              invitation={row}
              isBusy={revoke.isPending && revoke.variables.id === row.id}
              onRevoke={() => revoke.mutate(row)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface InvitationRowProps {
  readonly invitation: Invitation;
  readonly isBusy: boolean;
  readonly onRevoke: () => void;
}

function InvitationRow({ invitation, isBusy, onRevoke }: InvitationRowProps) {
  const { email, role, invited_by: by, created_at: at } = invitation;
  return (
    <li className="settings-row">
      <div className="settings-row-words">
        <p className="settings-row-name">{email}</p>
        <p className="settings-row-soft">
          {by === null
            ? t("Invited as {role}", { role: roleName(role) })
            : t("Invited as {role} by {by}", { role: roleName(role), by })}
          {" · "}
          <TimeAgo seconds={at} />
        </p>
      </div>
      <Button
        size="small"
        look="danger"
        isBusy={isBusy}
        onClick={onRevoke}
        aria-label={t("Revoke the invitation of {email}", { email })}
      >
        {t("Revoke")}
      </Button>
    </li>
  );
}
