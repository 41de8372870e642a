import type { HookDelivery } from "@parley/contract";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { DeliveryBadge } from "./delivery-badge.tsx";

/** A delivery in a line. */
export function DeliveryRow({ delivery }: { readonly delivery: HookDelivery }) {
  const { status, type, sender, text, customer_id, seq, run, attempts, created_at } = delivery;
  const last = attempts.at(-1);
  return (
    <>
      <span className="log-state">
        <DeliveryBadge status={status} />
      </span>
      <span className="log-sender log-soft">{sender}</span>
      <span className="log-main" title={text}>
        <bdi>{text || type}</bdi>
        {run > 0 && <span className="log-soft"> · {t("run {run}", { run })}</span>}
      </span>
      <span className="log-fixed log-far log-soft">{type}</span>
      <span className="log-fixed log-near mono log-soft">
        {customer_id}-{seq}
      </span>
      <span className="log-fixed log-far log-soft">
        {attempts.length > 1 && t("{count} attempts", { count: attempts.length })}
      </span>
      <span className="log-fixed log-near log-soft mono">
        {last && (last.status ?? t("no answer"))}
      </span>
      <span className="log-time">
        <TimeAgo seconds={created_at} />
      </span>
    </>
  );
}
