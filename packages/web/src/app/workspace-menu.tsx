import { useRouter } from "@tanstack/react-router";
import { Plus, Settings } from "lucide-react";
import { useSession, useWorkspace } from "../data/session.ts";
import { enterWorkspace } from "../data/workspace-choice.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Menu, type MenuProps } from "../ui/menu.tsx";
import { t } from "../ui/words.ts";

/** Which workspace one works in, and the way to another. */
export function WorkspaceMenu() {
  const router = useRouter();
  const workspace = useWorkspace();
  const items = useWorkspaceItems();
  const mayFound = useSession()?.may_found_workspaces ?? false;
  if (!workspace) return null;
  return (
    <Menu
      side="right"
      align="end"
      heading={workspace.name}
      trigger={
        <button
          type="button"
          className="rail-face rail-workspace"
          aria-label={t("Workspace {name}", { name: workspace.name })}
          title={workspace.name}
        >
          <Avatar name={workspace.name} shape="square" />
        </button>
      }
      items={[
        ...items,
        {
          label: t("Workspace settings"),
          icon: <Settings />,
          onSelect: () => void router.navigate({ to: "/settings/workspace" }),
        },
        ...(mayFound
          ? [
              {
                label: t("New workspace"),
                icon: <Plus />,
                onSelect: () => void router.navigate({ to: "/settings/workspace", hash: "new" }),
              },
            ]
          : []),
      ]}
    />
  );
}

/** The choice among workspaces, where there is one. */
export function useWorkspaceItems(): MenuProps["items"] {
  const workspaces = useSession()?.workspaces ?? [];
  const present = useWorkspace();
  if (!present || workspaces.length < 2) return [];
  return [
    {
      label: t("Switch workspace"),
      icon: <Avatar name={present.name} shape="square" size="small" />,
      value: String(present.id),
      choices: workspaces.map(({ id, name }) => ({ value: String(id), label: name })),
      onChoose: (value) => enterWorkspace(Number(value)),
    },
    null,
  ];
}
