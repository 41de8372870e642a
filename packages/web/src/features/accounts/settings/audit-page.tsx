import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useRights } from "../../../data/session.ts";
import { useAddress } from "../../../data/use-address.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { peopleQuery } from "../account-calls.ts";
import { AuditCheck } from "./audit-check.tsx";
import { AuditExport } from "./audit-export.tsx";
import { AuditLog } from "./audit-log.tsx";
import { readAuditFilters } from "./audit-query.ts";
import { deedWords } from "./audit-words.ts";
import { SettingsPage } from "./settings-page.tsx";
import "./audit-page.css";

/** Who did what in the workspace, for its owners. */
export function AuditLogPage() {
  const { isOwner } = useRights();
  const { search } = useAddress();
  const filters = readAuditFilters(search);
  return (
    <SettingsPage title={t("Audit log")} actions={isOwner && <AuditExport filters={filters} />}>
      {isOwner ? (
        <>
          <AuditCheck />
          <Filters />
          <AuditLog filters={filters} />
        </>
      ) : (
        <EmptyState
          title={t("The audit log is for owners")}
          why={t("It tells who did what in this workspace, and from where.")}
          action={<LinkButton to="/settings/people">{t("See who the owners are")}</LinkButton>}
        />
      )}
    </SettingsPage>
  );
}

function Filters() {
  const { search, change } = useAddress();
  const people = useQuery(peopleQuery(useApi())).data ?? [];
  const { deed, agent, since, until } = readAuditFilters(search);
  const deeds = Object.entries(deedWords()).map(([value, label]) => ({ value, label }));
  return (
    <div className="audit-filters">
      <Select
        label={t("What")}
        size="small"
        value={deed}
        onChange={({ target }) => change({ deed: target.value })}
        options={[{ value: "", label: t("Everything") }, ...deeds]}
      />
      <Select
        label={t("Who")}
        size="small"
        value={agent}
        onChange={({ target }) => change({ agent: target.value })}
        options={[
          { value: "", label: t("Everybody") },
          ...people.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <TextField
        label={t("From")}
        size="small"
        type="date"
        value={since}
        onChange={({ target }) => change({ since: target.value })}
      />
      <TextField
        label={t("To")}
        size="small"
        type="date"
        value={until}
        onChange={({ target }) => change({ until: target.value })}
      />
    </div>
  );
}
