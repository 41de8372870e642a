import type { Channel } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ExternalLink, Power } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { useRights } from "../../../data/session.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { t } from "../../../ui/words.ts";
import { chatAddresses } from "../model/embed-snippets.ts";
import { channelPath } from "./channel-queries.ts";
import "./channel.css";

/** Whether a channel is on, the switch for it, and the way to its chat. */
export function ChannelSwitch({ channel }: { readonly channel: Channel }) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { isBuilder } = useRights();
  const { name, active } = channel;
  const turn = useMutation({
    mutationFn: (isOn: boolean) =>
      api.write("PATCH", channelPath(channel.id), { body: { active: isOn } }),
    onSuccess: (_, isOn) => {
      notices.tell({ text: isOn ? t("{name} is on", { name }) : t("{name} is off", { name }) });
      setAsked(false);
      return queries.invalidateQueries({ queryKey: ["channels"] });
    },
  });
  return (
    <>
      {active ? <Badge meaning="ok">{t("Active")}</Badge> : <Badge>{t("Off")}</Badge>}
      {isBuilder && (
        <Button
          icon={<Power />}
          isBusy={turn.isPending}
          onClick={() => (active ? setAsked(true) : turn.mutate(true))}
        >
          {active ? t("Switch off") : t("Switch on")}
        </Button>
      )}
      {channel.type === "landbot" && active && (
        <a
          className="button button-primary channel-open"
          href={chatAddresses(channel.config_url).shareUrl}
          target="_blank"
          rel="noreferrer"
        >
          <ExternalLink aria-hidden="true" />
          <span className="channel-open-words">{t("Open the chat")}</span>
        </a>
      )}
      {isAsked && (
        <Confirm
          title={t("Switch {name} off?", { name })}
          about={t(
            "Nobody can begin or go on with a conversation here until it is on again. Nothing is lost.",
          )}
          verb={t("Switch off")}
          isBusy={turn.isPending}
          error={turn.error?.message}
          onConfirm={() => turn.mutate(false)}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
