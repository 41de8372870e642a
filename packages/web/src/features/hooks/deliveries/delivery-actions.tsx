import type { HookDeliveryInFull, HookResendAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw, SkipForward, Terminal } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { type HookPlace, hookPath } from "../hook-queries.ts";
import { curlText } from "../model/curl-text.ts";
import { SkipDelivery } from "./skip-delivery.tsx";

export interface DeliveryActionsProps {
  readonly delivery: HookDeliveryInFull;
  readonly place: HookPlace;
  readonly onOpen: (id: string) => void;
}

/** Resend, skip, copy as curl. */
export function DeliveryActions({ delivery, place, onOpen }: DeliveryActionsProps) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const path = `${hookPath(place)}deliveries/${delivery.id}/`;
  const refresh = () =>
    queries.invalidateQueries({ queryKey: ["hooks", place.channelId, place.hookId] });
  const resend = useMutation({
    mutationFn: async () => (await api.write<HookResendAnswer>("POST", `${path}resend/`)).body,
    onSuccess: ({ delivery_id }) => {
      notices.tell({
        text: t("On its way once more, under the same event id"),
        action: { label: t("Show it"), run: () => onOpen(delivery_id) },
      });
      return refresh();
    },
    onError: (error) => notices.tell({ text: error.message, meaning: "fail" }),
  });
  const [isSkipping, setSkipping] = useState(false);
  const isOpen = delivery.status === "pending" || delivery.status === "failed";
  return (
    <div className="delivery-actions">
      <CopyCurl delivery={delivery} />
      {isOpen && (
        <Button size="small" icon={<SkipForward />} onClick={() => setSkipping(true)}>
          {t("Skip")}
        </Button>
      )}
      {isSkipping && (
        <SkipDelivery
          {...{ delivery, path }}
          onSkipped={refresh}
          onClose={() => setSkipping(false)}
        />
      )}
      <Button
        size="small"
        icon={<RotateCw />}
        isBusy={resend.isPending}
        disabled={delivery.body === null}
        onClick={() => resend.mutate()}
      >
        {t("Resend")}
      </Button>
    </div>
  );
}

function CopyCurl({ delivery }: { readonly delivery: HookDeliveryInFull }) {
  const notices = useNotices();
  const attempt = delivery.attempts.at(-1);
  if (!attempt) return null;
  const { url, request_headers: headers } = attempt;
  const copy = async () => {
    await navigator.clipboard.writeText(
      curlText({ method: "POST", url, headers, body: delivery.body }),
    );
    notices.tell({ text: t("Copied; secrets in headers are masked") });
  };
  return (
    <Button size="small" look="quiet" icon={<Terminal />} onClick={() => void copy()}>
      {t("Copy as curl")}
    </Button>
  );
}
