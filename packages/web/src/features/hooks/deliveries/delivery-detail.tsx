import type { HookDeliveryInFull } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Copy } from "../../../ui/copy.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { deliveryQuery, type HookPlace } from "../hook-queries.ts";
import { AttemptLine } from "./attempt-line.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryBadge } from "./delivery-badge.tsx";
import { HeaderList } from "./header-list.tsx";
import { Payload } from "./payload.tsx";
import "./delivery-detail.css";

export interface DeliveryDetailProps {
  readonly place: HookPlace;
  readonly id: string;
  readonly onOpen: (id: string) => void;
}

/** One delivery: attempts, request, answer, and what can be done. */
export function DeliveryDetail({ place, id, onOpen }: DeliveryDetailProps) {
  const { data, error, refetch } = useQuery(deliveryQuery(useApi(), place, id));
  if (data) return <Whole delivery={data} place={place} onOpen={onOpen} />;
  if (error)
    return <Failed error={error} what={t("This delivery")} onRetry={() => void refetch()} />;
  return <Skeleton rows={12} />;
}

interface WholeProps {
  readonly delivery: HookDeliveryInFull;
  readonly place: HookPlace;
  readonly onOpen: (id: string) => void;
}

function Whole({ delivery, place, onOpen }: WholeProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { attempts, body } = delivery;
  const number = chosen ?? attempts.length;
  const attempt = attempts[number - 1];
  return (
    <div className="delivery">
      <header className="delivery-head">
        <DeliveryBadge status={delivery.status} />
        <h2 className="delivery-title">
          {delivery.type}{" "}
          <span className="log-soft">{t("from {sender}", { sender: delivery.sender })}</span>
        </h2>
        <DeliveryActions delivery={delivery} place={place} onOpen={onOpen} />
      </header>
      <Facts delivery={delivery} />
      <h3>{t("Attempts")}</h3>
      <AttemptLine delivery={delivery} chosen={number} onChoose={setChosen} />
      {attempt && (
        <>
          <h3>{attempts.length > 1 ? t("Answer to attempt {number}", { number }) : t("Answer")}</h3>
          {attempt.status === null ? (
            <p className="delivery-silent">{attempt.error ?? t("No answer came.")}</p>
          ) : (
            <>
              <HeaderList label={t("Answer headers")} headers={attempt.answer_headers} />
              <Payload label={`HTTP ${attempt.status}`} body={attempt.answer} />
            </>
          )}
        </>
      )}
      <h3>{t("Request")}</h3>
      {attempt && (
        <>
          <p className="delivery-line mono" dir="ltr">
            POST {attempt.url}
          </p>
          <HeaderList label={t("Request headers")} headers={attempt.request_headers} />
        </>
      )}
      {body === null ? (
        <p className="field-hint">{t("The body is not kept any more.")}</p>
      ) : (
        <Payload label={t("Body")} body={body} />
      )}
    </div>
  );
}

function Facts({ delivery }: { readonly delivery: HookDeliveryInFull }) {
  return (
    <dl className="delivery-facts">
      <dt>{t("Event id")}</dt>
      <dd>
        <Copy text={delivery.event_id} />
      </dd>
      <dt>{t("Customer")}</dt>
      <dd>
        <Copy text={String(delivery.customer_id)} />
        <span className="log-soft">{t("message {seq}", { seq: delivery.seq })}</span>
      </dd>
      <dt>{t("Owed since")}</dt>
      <dd>
        <TimeAgo seconds={delivery.created_at} />
      </dd>
      {delivery.url && (
        <>
          <dt>{t("Sent to")}</dt>
          <dd>
            <Copy text={delivery.url} />
          </dd>
        </>
      )}
      {delivery.released && (
        <>
          <dt>{t("Order")}</dt>
          <dd>{t("The conversation went on without it.")}</dd>
        </>
      )}
    </dl>
  );
}
