import { CircleCheck, CircleX, Clock, RotateCw } from "lucide-react";
import { Badge } from "../../../ui/badge.tsx";
import { t } from "../../../ui/words.ts";
import type { DeliveryState } from "../model/delivery-filters.ts";

/** Where a delivery stands, in a word. */
export function DeliveryBadge({ status }: { readonly status: DeliveryState }) {
  const looks = {
    pending: { meaning: "none", icon: <Clock /> },
    failed: { meaning: "wait", icon: <RotateCw /> },
    ok: { meaning: "ok", icon: <CircleCheck /> },
    dead: { meaning: "fail", icon: <CircleX /> },
  } as const;
  return <Badge {...looks[status]}>{deliveryWord(status)}</Badge>;
}

/** The word for a state. */
export function deliveryWord(status: DeliveryState): string {
  return {
    pending: t("Waiting"),
    failed: t("Retrying"),
    ok: t("Delivered"),
    dead: t("Given up"),
  }[status];
}
