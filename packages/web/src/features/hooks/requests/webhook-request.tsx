import type { WebhookRequest } from "@parley/contract";
import { Link } from "@tanstack/react-router";
import { Badge } from "../../../ui/badge.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { Snippet } from "../../../ui/snippet.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { HeaderList } from "../deliveries/header-list.tsx";
import { Payload } from "../deliveries/payload.tsx";
import { spanText } from "../model/attempt-line.ts";
import { curlText } from "../model/curl-text.ts";
import "../deliveries/delivery-detail.css";

/** A request of a Webhook block, in a line. */
export function RequestRow({ request }: { readonly request: WebhookRequest }) {
  return (
    <>
      <span className="log-code">
        <StatusBadge request={request} />
      </span>
      <span className="log-main mono" dir="ltr">
        {request.method} {request.url.replace(/^https?:\/\//, "")}
      </span>
      <span className="log-fixed log-far mono log-soft">{request.block}</span>
      <span className="log-fixed log-far log-soft">{spanText(request.duration_ms / 1000)}</span>
      <span className="log-time">
        <TimeAgo seconds={request.at} />
      </span>
    </>
  );
}

function StatusBadge({ request: { status } }: { readonly request: WebhookRequest }) {
  if (status === null) return <Badge meaning="fail">{t("No answer")}</Badge>;
  return <Badge meaning={status < 400 ? "ok" : "fail"}>{status}</Badge>;
}

export interface RequestDetailProps {
  readonly request: WebhookRequest;
  readonly bot: number;
}

/** A request of a Webhook block: who asked, what was sent, what came back. */
export function RequestDetail({ request, bot }: RequestDetailProps) {
  const { method, url, request_headers: headers, request_body: body } = request;
  return (
    <div className="delivery">
      <header className="delivery-head">
        <StatusBadge request={request} />
        <h2 className="delivery-title">
          {t("after {span}", { span: spanText(request.duration_ms / 1000) })}
        </h2>
      </header>
      <dl className="delivery-facts">
        <dt>{t("Block")}</dt>
        <dd>
          <Link
            to="/bots/$botId/builder"
            params={{ botId: String(bot) }}
            search={{ block: request.block }}
          >
            {request.block}
          </Link>
          <span className="log-soft">{t("version {version}", { version: request.version })}</span>
        </dd>
        <dt>{t("Customer")}</dt>
        <dd>
          <Copy text={String(request.customer_id)} />
        </dd>
        <dt>{t("Attempts")}</dt>
        <dd>{request.attempts}</dd>
      </dl>
      {request.error && <p className="delivery-silent">{request.error}</p>}
      {request.status !== null && (
        <>
          <h3>{t("Answer")}</h3>
          <HeaderList label={t("Answer headers")} headers={request.answer_headers} />
          <Payload label={`HTTP ${request.status}`} body={request.answer_body} />
          {request.answer_truncated && <Cut />}
        </>
      )}
      <h3>{t("Request")}</h3>
      <p className="delivery-line mono" dir="ltr">
        {method} {url}
      </p>
      <HeaderList label={t("Request headers")} headers={headers} />
      {body !== null && <Payload label={t("Body")} body={body} />}
      {request.request_truncated && <Cut />}
      <Snippet label={t("As curl")} text={curlText({ method, url, headers, body })} />
    </div>
  );
}

const Cut = () => <p className="field-hint">{t("Only the first 16 KiB are kept.")}</p>;
