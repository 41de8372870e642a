import type { BotAnswer, DraftAnswer, Version } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, History, Undo2 } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { useMayEdit } from "../use-may-edit.ts";
import "../../../ui/row-button.css";

export interface VersionRowProps {
  readonly bot: string;
  readonly version: Version;
  readonly isLive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

type Way = "restore" | "publish";

/** A version: when, by whom, why, how many talk to it, and the ways back to it. */
export function VersionRow({ bot, version, isLive, isChosen, onChoose }: VersionRowProps) {
  const [way, setWay] = useState<Way | null>(null);
  const mayEdit = useMayEdit();
  const number = version.version;
  return (
    <li className={isChosen ? "version version-chosen" : "version"}>
      <button
        type="button"
        className="row-button version-main"
        aria-pressed={isChosen}
        onClick={onChoose}
      >
        <span className="version-head">
          <strong>{t("Version {number}", { number })}</strong>
          {isLive && <Badge meaning="ok">{t("Live")}</Badge>}
        </span>
        <span className="version-note" dir="auto">
          {version.note || t("No note")}
        </span>
        <span className="version-about">
          <TimeAgo seconds={version.created_at} />
          {version.author !== null && <span dir="auto">{version.author}</span>}
          <span>
            {t(
              "{count, plural, =0 {no conversation runs on it} one {# conversation runs on it} other {# conversations run on it}}",
              {
                count: version.conversations,
              },
            )}
          </span>
        </span>
      </button>
      {mayEdit && (
        <Menu
          trigger={
            <IconButton
              size="small"
              label={t("What to do with version {number}", { number })}
              icon={<Ellipsis />}
            />
          }
          items={[
            { label: t("Make it the draft"), icon: <History />, onSelect: () => setWay("restore") },
            ...(isLive
              ? []
              : [
                  {
                    label: t("Roll back to it"),
                    icon: <Undo2 />,
                    onSelect: () => setWay("publish"),
                  },
                ]),
          ]}
        />
      )}
      {way && <WayBack bot={bot} number={number} way={way} onClose={() => setWay(null)} />}
    </li>
  );
}

function WayBack({
  bot,
  number,
  way,
  onClose,
}: {
  readonly bot: string;
  readonly number: number;
  readonly way: Way;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const queries = useQueryClient();
  const { tell } = useNotices();
  const isRollBack = way === "publish";
  const go = useMutation({
    mutationFn: async () => {
      const path = `/v1/bots/${bot}/`;
      if (!isRollBack)
        return void (await api.write<DraftAnswer>("POST", `${path}versions/${number}/restore/`));
      const body = { note: t("Back to version {number}", { number }), from_version: number };
      await api.write<BotAnswer>("POST", `${path}publish/`, { body });
    },
    onSuccess: async () => {
      tell({
        text: isRollBack
          ? t("Version {number} is live again", { number })
          : t("Version {number} is the draft now", { number }),
      });
      await queries.invalidateQueries({ queryKey: ["bots", bot] });
      onClose();
    },
  });
  return (
    <Confirm
      onClose={onClose}
      title={
        isRollBack
          ? t("Roll back to version {number}", { number })
          : t("Make version {number} the draft", { number })
      }
      about={
        isRollBack
          ? t(
              "Its flow is published once more as the newest version, and becomes the draft. What is in the draft now is lost unless it was published.",
            )
          : t(
              "What is in the draft now is lost unless it was published. Nothing is published by this.",
            )
      }
      verb={isRollBack ? t("Roll back") : t("Make it the draft")}
      isBusy={go.isPending}
      error={go.error?.message}
      onConfirm={() => go.mutate()}
    />
  );
}
