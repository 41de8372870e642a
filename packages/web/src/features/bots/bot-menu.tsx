import type { Bot, BotAnswer, DraftAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  Archive,
  ChartNoAxesColumn,
  CopyPlus,
  Download,
  Ellipsis,
  History,
  Pencil,
} from "lucide-react";
import { useState } from "react";
import { useApi } from "../../data/api-context.ts";
import { useNotices } from "../../data/notices-context.ts";
import { saveFile } from "../../data/save-file.ts";
import { useRights } from "../../data/session.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, type MenuProps } from "../../ui/menu.tsx";
import { t } from "../../ui/words.ts";
import { ArchiveBot } from "./archive-bot.tsx";
import { flowFileName } from "./flow-file-name.ts";
import { RenameBot } from "./rename-bot.tsx";

/** What can be done with a bot from the list. */
export function BotMenu({ bot }: { readonly bot: Bot }) {
  const [asked, setAsked] = useState<"rename" | "archive" | null>(null);
  const items = useItems(bot, setAsked);
  const close = () => setAsked(null);
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={t("More for {name}", { name: bot.name })}
            icon={<Ellipsis />}
            size="small"
          />
        }
        items={items}
      />
      {asked === "rename" && <RenameBot bot={bot} onClose={close} />}
      {asked === "archive" && <ArchiveBot bot={bot} onClose={close} />}
    </>
  );
}

function useItems(bot: Bot, ask: (what: "rename" | "archive") => void): MenuProps["items"] {
  const { isBuilder } = useRights();
  const navigate = useNavigate();
  const exported = useExport(bot);
  const duplicate = useDuplicate(bot);
  const params = { botId: String(bot.id) };
  const look: MenuProps["items"] = [
    {
      label: t("Versions"),
      icon: <History />,
      onSelect: () => void navigate({ to: "/bots/$botId/versions", params }),
    },
    {
      label: t("Insights"),
      icon: <ChartNoAxesColumn />,
      onSelect: () => void navigate({ to: "/bots/$botId/insights", params }),
    },
    { label: t("Export flow file"), icon: <Download />, onSelect: exported },
  ];
  if (!isBuilder) return look;
  return [
    { label: t("Rename…"), icon: <Pencil />, onSelect: () => ask("rename") },
    { label: t("Duplicate"), icon: <CopyPlus />, onSelect: duplicate },
    null,
    ...look,
    null,
    {
      label: t("Archive…"),
      icon: <Archive />,
      isDanger: true,
      onSelect: () => ask("archive"),
    },
  ];
}

function useExport({ id, name }: Bot): () => void {
  const api = useApi();
  const notices = useNotices();
  const { mutate } = useMutation({
    mutationFn: () => api.get<DraftAnswer>(`/v1/bots/${id}/draft/`),
    onSuccess: ({ flow }) =>
      saveFile(flowFileName(name), "application/json", `${JSON.stringify(flow, null, 2)}\n`),
    onError: ({ message }) => notices.tell({ text: message, meaning: "fail" }),
  });
  return () => mutate();
}

function useDuplicate({ id }: Bot): () => void {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: async () =>
      (await api.write<BotAnswer>("POST", `/v1/bots/${id}/duplicate/`)).body.bot,
    onSuccess: async (copy) => {
      await queries.invalidateQueries({ queryKey: ["bots"] });
      notices.tell({
        text: t("“{name}” made", { name: copy.name }),
        action: {
          label: t("Open the builder"),
          run: () =>
            void navigate({ to: "/bots/$botId/builder", params: { botId: String(copy.id) } }),
        },
      });
    },
    onError: ({ message }) => notices.tell({ text: message, meaning: "fail" }),
  });
  return () => mutate();
}
