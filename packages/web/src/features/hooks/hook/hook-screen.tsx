import type { HookInFull } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Failed } from "../../../ui/failed.tsx";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { t } from "../../../ui/words.ts";
import { DeliveryLog } from "../deliveries/delivery-log.tsx";
import { type HookPlace, hookQuery } from "../hook-queries.ts";
import { LiveTail } from "../live/live-tail.tsx";
import { HookActions } from "./hook-actions.tsx";
import { HookFacts } from "./hook-facts.tsx";
import { HookSettings } from "./hook-settings.tsx";
import { VerifySignature } from "./verify-signature.tsx";

/** One hook: how it stands, what it was sent, what happens now, its settings, and how receivers check it. */
export function HookScreen(place: HookPlace) {
  const { data: hook, error, refetch } = useQuery(hookQuery(useApi(), place));
  return (
    <Page
      crumbs={[
        { label: t("Integrations"), to: "/integrations" },
        { label: hook?.name ?? t("MessageHook") },
      ]}
      actions={hook && <HookActions hook={hook} />}
    >
      {error && !hook && (
        <Failed error={error} what={t("The MessageHook")} onRetry={() => void refetch()} />
      )}
      {!error && !hook && <Skeleton />}
      {hook && <HookWork hook={hook} place={place} />}
    </Page>
  );
}

const views = ["deliveries", "live", "settings", "signature"] as const;

function HookWork({ hook, place }: { readonly hook: HookInFull; readonly place: HookPlace }) {
  const { search, change } = useAddress();
  const view = views.find((name) => name === search.view) ?? "deliveries";
  return (
    <div>
      <HookFacts hook={hook} />
      <Tabs
        label={hook.name}
        value={view}
        onChange={(next) =>
          change({ view: next === "deliveries" ? undefined : next, delivery: undefined })
        }
        tabs={[
          { value: "deliveries", label: t("Deliveries"), content: <DeliveryLog place={place} /> },
          { value: "live", label: t("Live"), content: <LiveTail channelId={hook.channel_id} /> },
          {
            value: "settings",
            label: t("Settings"),
            content: <HookSettings key={hook.updated_at} hook={hook} />,
          },
          { value: "signature", label: t("Verify the signature"), content: <VerifySignature /> },
        ]}
      />
    </div>
  );
}
