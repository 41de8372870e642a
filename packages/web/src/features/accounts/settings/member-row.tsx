import type { Agent, AgentChange } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { useWorkspace } from "../../../data/session.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { t } from "../../../ui/words.ts";
import { roleName } from "../role-names.ts";
import { serverWords } from "../server-words.ts";
import { RoleSelect } from "./role-select.tsx";

export interface MemberRowProps {
  readonly person: Agent;
  readonly mayChange: boolean;
}

/** Somebody with a seat: as what, and the way to change that. */
export function MemberRow({ person, mayChange }: MemberRowProps) {
  const isSelf = useWorkspace()?.agent_id === person.id;
  const { change, isBusy } = useChange(person);
  const name = person.name || person.email;
  return (
    <li className="settings-row">
      <Avatar name={name} />
      <div className="settings-row-words">
        <p className="settings-row-name">
          <bdi>{name}</bdi>
          {isSelf && <Badge icon={null}>{t("You")}</Badge>}
          {!person.active && <Badge meaning="wait">{t("Deactivated")}</Badge>}
        </p>
        <p className="settings-row-soft">{person.email}</p>
      </div>
      {mayChange && person.active ? (
        <RoleSelect
          label={t("Role of {name}", { name })}
          value={person.role}
          disabled={isBusy}
          onChange={(role) => change({ role })}
        />
      ) : (
        <span className="list-soft">{roleName(person.role)}</span>
      )}
      {mayChange && !isSelf && <MemberMenu person={person} name={name} onChange={change} />}
    </li>
  );
}

interface MemberMenuProps {
  readonly person: Agent;
  readonly name: string;
  readonly onChange: (change: AgentChange) => void;
}

function MemberMenu({ person, name, onChange }: MemberMenuProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("More for {name}", { name })} icon={<Ellipsis />} size="small" />
        }
        items={[
          person.active
            ? {
                label: t("Deactivate…"),
                icon: <UserX />,
                isDanger: true,
                onSelect: () => setAsking(true),
              }
            : {
                label: t("Activate"),
                icon: <UserCheck />,
                onSelect: () => onChange({ active: true }),
              },
        ]}
      />
      {isAsking && (
        <Confirm
          title={t("Deactivate {name}", { name })}
          about={t(
            "They cannot open this workspace any more, and API tokens that act as them stop working. What they made stays. You can activate them again.",
          )}
          verb={t("Deactivate")}
          isBusy={false}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            onChange({ active: false });
          }}
        />
      )}
    </>
  );
}

function useChange({ id }: Agent) {
  const api = useApi();
  const queries = useQueryClient();
  const notices = useNotices();
  const { mutate, isPending } = useMutation({
    mutationFn: (body: AgentChange) => api.write("PATCH", `/v1/agents/${id}/`, { body }),
    onError: ({ message }) => notices.tell({ text: serverWords(message), meaning: "fail" }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["agents"] }),
        queries.invalidateQueries({ queryKey: ["session"] }),
      ]),
  });
  return { change: mutate, isBusy: isPending };
}
