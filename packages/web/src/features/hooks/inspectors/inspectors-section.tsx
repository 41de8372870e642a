import type { Inspector } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Radar } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { spanText } from "../model/attempt-line.ts";
import { inspectorsQuery } from "./inspector-queries.ts";
import { NewInspectorDialog } from "./new-inspector-dialog.tsx";
import "../../../ui/list.css";

/** Receivers inside Parley: which there are, and a new one. */
export function InspectorsSection() {
  const [isNew, setNew] = useState(false);
  const add = () => setNew(true);
  return (
    <>
      <div className="tools-head">
        <h2>{t("Inspectors")}</h2>
        <Button look="primary" icon={<Plus />} onClick={add}>
          {t("New inspector")}
        </Button>
      </div>
      <InspectorList onAdd={add} />
      {isNew && <NewInspectorDialog onClose={() => setNew(false)} />}
    </>
  );
}

function InspectorList({ onAdd }: { readonly onAdd: () => void }) {
  const { data, error, refetch } = useQuery(inspectorsQuery(useApi()));
  if (error)
    return <Failed error={error} what={t("The inspectors")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length > 0) return <InspectorTable inspectors={data} />;
  return (
    <EmptyState
      icon={<Radar />}
      title={t("An address inside Parley that shows what it is sent")}
      why={t(
        "There is no inspector yet. With one you see what a MessageHook or a webhook block sends before your own server is there.",
      )}
      action={
        <Button icon={<Plus />} onClick={onAdd}>
          {t("New inspector")}
        </Button>
      }
    />
  );
}

function InspectorTable({ inspectors }: { readonly inspectors: readonly Inspector[] }) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th>{t("Name")}</th>
          <th className="tools-wide">{t("Address")}</th>
          <th>{t("Answers")}</th>
          <th className="tools-wide">{t("Made")}</th>
        </tr>
      </thead>
      <tbody>
        {inspectors.map(({ id, name, url, status, delay_ms, created_at }) => (
          <tr key={id} className="tools-row">
            <td className="list-main">
              <Link
                to="/integrations/inspectors/$inspectorId"
                params={{ inspectorId: String(id) }}
                title={name}
              >
                <bdi>{name}</bdi>
              </Link>
            </td>
            <td className="tools-url tools-wide">
              <span className="tools-above">
                <Copy text={url} />
              </span>
            </td>
            <td className="list-soft">
              {status}
              {delay_ms > 0 && ` · ${t("after {span}", { span: spanText(delay_ms / 1000) })}`}
            </td>
            <td className="list-soft tools-wide">
              <TimeAgo seconds={created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
