import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Button } from "../../../ui/button.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { t } from "../../../ui/words.ts";
import { hooksQuery } from "../hook-queries.ts";
import { HookTable } from "./hook-table.tsx";
import { HooksDescription } from "./hooks-description.tsx";
import { NewHookDialog } from "./new-hook-dialog.tsx";

/** MessageHooks: what they are, which there are, and a new one. */
export function MessageHooksSection() {
  const { search, change } = useAddress();
  const isNew = search.add === "hook";
  const add = () => change({ view: undefined, add: "hook" });
  const url = typeof search.url === "string" ? search.url : "";
  return (
    <>
      <div className="tools-head">
        <h2>{t("MessageHooks")}</h2>
        <Button look="primary" icon={<Plus />} onClick={add}>
          {t("Add a new MessageHook")}
        </Button>
      </div>
      <Tabs
        label={t("MessageHooks")}
        value={search.view === "description" ? "description" : "hooks"}
        onChange={(view) => change({ view: view === "hooks" ? undefined : view })}
        tabs={[
          { value: "description", label: t("Description"), content: <HooksDescription /> },
          { value: "hooks", label: t("MessageHooks"), content: <HookList onAdd={add} /> },
        ]}
      />
      {isNew && (
        <NewHookDialog url={url} onClose={() => change({ add: undefined, url: undefined })} />
      )}
    </>
  );
}

function HookList({ onAdd }: { readonly onAdd: () => void }) {
  const { data, error, refetch } = useQuery(hooksQuery(useApi()));
  if (error)
    return <Failed error={error} what={t("The MessageHooks")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length > 0) return <HookTable rows={data} />;
  return (
    <EmptyState
      icon={<Webhook />}
      title={t("Every message of a channel, sent to your own server")}
      why={t(
        "There is no MessageHook yet. With one, each message and event is a POST request to an address of yours.",
      )}
      action={
        <Button icon={<Plus />} onClick={onAdd}>
          {t("Add a new MessageHook")}
        </Button>
      }
    />
  );
}
