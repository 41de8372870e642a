import type { Hook } from "@parley/contract";
import { Ban, CirclePause, TriangleAlert } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { t } from "../../ui/words.ts";
import { hookMeaning } from "./model/hook-state.ts";

/** How a hook stands: active, paused, failing since…, gone. */
export function HookBadge({ hook }: { readonly hook: Hook }) {
  const meaning = hookMeaning(hook);
  if (hook.status === "paused") return <Badge icon={<CirclePause />}>{t("Paused")}</Badge>;
  if (hook.status === "gone")
    return (
      <Badge meaning="fail" icon={<Ban />}>
        {t("Gone")}
      </Badge>
    );
  if (hook.failing_since === null) return <Badge meaning="ok">{t("Active")}</Badge>;
  return (
    <Badge meaning={meaning} icon={<TriangleAlert />}>
      <span>
        {t("Failing since")} <TimeAgo seconds={hook.failing_since} />
      </span>
    </Badge>
  );
}
