import type { HookAnswer, HookInFull } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Pause, Play, Repeat, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { t } from "../../../ui/words.ts";
import { hookPath } from "../hook-queries.ts";
import { DeleteHook } from "./delete-hook.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { RotateSecret } from "./rotate-secret.tsx";
import { TestEvent } from "./test-event.tsx";

type Asked = "test" | "replay" | "rotate" | "delete";

/** What can be done with a hook. */
export function HookActions({ hook }: { readonly hook: HookInFull }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const onClose = () => setAsked(null);
  const dialogs = {
    test: <TestEvent hook={hook} onClose={onClose} />,
    replay: <ReplayDialog hook={hook} onClose={onClose} />,
    rotate: <RotateSecret hook={hook} onClose={onClose} />,
    delete: <DeleteHook hook={hook} onClose={onClose} />,
  };
  return (
    <>
      <Switching hook={hook} />
      <Menu
        trigger={<IconButton label={t("More")} icon={<Ellipsis />} />}
        items={[
          { label: t("Replay since…"), icon: <Repeat />, onSelect: () => setAsked("replay") },
          {
            label: t("Rotate the signing secret"),
            icon: <KeyRound />,
            onSelect: () => setAsked("rotate"),
          },
          null,
          {
            label: t("Delete the MessageHook"),
            icon: <Trash2 />,
            isDanger: true,
            // An API channel's own hook goes when its channel gets another address.
            isDisabled: hook.kind === "apichat",
            onSelect: () => setAsked("delete"),
          },
        ]}
      />
      <Button look="primary" className="hook-act" icon={<Send />} onClick={() => setAsked("test")}>
        {t("Send test event")}
      </Button>
      {asked && dialogs[asked]}
    </>
  );
}

function Switching({ hook }: { readonly hook: HookInFull }) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const place = { channelId: hook.channel_id, hookId: hook.id };
  const isOff = hook.status === "paused" || hook.status === "gone";
  const turn = useMutation({
    mutationFn: (enabled: boolean) =>
      api.write<HookAnswer>("PATCH", hookPath(place), { body: { enabled } }),
    onSuccess: (_, enabled) => {
      const { name } = hook;
      notices.tell({
        text: enabled
          ? t("{name} is on: what waited goes out now", { name })
          : t("{name} is paused: what comes waits", { name }),
      });
      return queries.invalidateQueries({ queryKey: ["hooks"] });
    },
    onError: (error) => notices.tell({ text: error.message, meaning: "fail" }),
  });
  return (
    <Button
      className="hook-act"
      icon={isOff ? <Play /> : <Pause />}
      isBusy={turn.isPending}
      onClick={() => turn.mutate(isOff)}
    >
      {isOff ? t("Resume") : t("Pause")}
    </Button>
  );
}
