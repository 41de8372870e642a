import type { InspectedRequest } from "@parley/contract";
import { Terminal } from "lucide-react";
import { useMemo } from "react";
import { useNotices } from "../../../data/notices-context.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { HeaderList } from "../deliveries/header-list.tsx";
import { Payload } from "../deliveries/payload.tsx";
import { curlText } from "../model/curl-text.ts";
import { byteSize } from "../model/pretty-body.ts";
import { readTold } from "../model/told-message.ts";
import "../deliveries/delivery-detail.css";

/** A request that came, in a line. */
export function InspectedRow({ request }: { readonly request: InspectedRequest }) {
  const { method, path, answered, size, at, number, body } = request;
  const { words, sender } = useMemo(() => readTold(body), [body]);
  return (
    <>
      <span className="log-fixed log-soft mono">{number}</span>
      <span className="log-fixed mono">{method}</span>
      {words === "" ? (
        <span className="log-main mono log-soft" dir="ltr">
          {path || "/"}
        </span>
      ) : (
        <>
          <span className="log-sender log-soft">{sender}</span>
          <span className="log-main" title={words}>
            <bdi>{words}</bdi>
          </span>
          <span className="log-fixed log-far mono log-soft" dir="ltr">
            {path === "/" ? "" : path}
          </span>
        </>
      )}
      <span className="log-fixed log-far log-soft">{byteSize(size)}</span>
      <span className="log-fixed mono log-soft">{answered}</span>
      <span className="log-time">
        <TimeAgo seconds={at} />
      </span>
    </>
  );
}

/** A request that came: what was sent, and what it was answered. */
export function InspectedDetail({
  request,
  url,
}: {
  readonly request: InspectedRequest;
  readonly url: string;
}) {
  const notices = useNotices();
  const { method, headers, body, path, answered } = request;
  const full = `${url.replace(/\/$/, "")}${path}`;
  const copy = async () => {
    await navigator.clipboard.writeText(curlText({ method, url: full, headers, body }));
    notices.tell({ text: t("Copied") });
  };
  return (
    <div className="delivery">
      <header className="delivery-head">
        <Badge meaning={answered < 300 ? "ok" : "fail"}>
          {t("answered {answered}", { answered })}
        </Badge>
        <h2 className="delivery-title">{t("Request {number}", { number: request.number })}</h2>
        <Button size="small" look="quiet" icon={<Terminal />} onClick={() => void copy()}>
          {t("Copy as curl")}
        </Button>
      </header>
      <p className="delivery-line mono" dir="ltr">
        {method} {full}
      </p>
      <HeaderList label={t("Headers")} headers={headers} />
      <Payload label={t("Body")} body={body} />
      {request.truncated && (
        <p className="field-hint">
          {t("The first 64 KiB of {size}.", { size: byteSize(request.size) })}
        </p>
      )}
    </div>
  );
}
