import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { useRights } from "../../../data/session.ts";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { peopleQuery } from "../account-calls.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { InvitationsSection } from "./invitations-section.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** Who works in the workspace, as what; who is invited. */
export function PeoplePage() {
  const { isOwner } = useRights();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const setInviting = (isInviting: boolean) =>
    void navigate({ to: "/settings/people", search: isInviting ? { new: true } : {} });
  return (
    <SettingsPage
      title={t("People")}
      actions={
        isOwner && (
          <Button look="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
            {t("Invite")}
          </Button>
        )
      }
    >
      <Members isOwner={isOwner} />
      {isOwner && <InvitationsSection />}
      {isOwner && search.new !== undefined && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsPage>
  );
}

function Members({ isOwner }: { readonly isOwner: boolean }) {
  const people = useQuery(peopleQuery(useApi()));
  const rows = (people.data ?? []).toSorted(
    (one, other) => Number(other.active) - Number(one.active) || one.name.localeCompare(other.name),
  );
  const active = rows.filter((it) => it.active).length;
  return (
    <Section
      title={t("Members")}
      about={
        people.data && t("{count, plural, one {# person} other {# people}}", { count: active })
      }
    >
      <RefusalNote error={people.error} />
      {people.isPending && <Skeleton rows={4} />}
      {rows.length > 0 && (
        <ul className="settings-rows">
          {rows.map((person) => (
            <MemberRow key={person.id} person={person} mayChange={isOwner} />
          ))}
        </ul>
      )}
    </Section>
  );
}
