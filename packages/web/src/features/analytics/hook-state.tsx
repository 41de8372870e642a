import type { Hook } from "@parley/contract";
import { CirclePause, TriangleAlert } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import { t } from "../../ui/words.ts";
import { isUnwell } from "./hook-health.ts";

/** How a hook stands, in a word. */
export function HookState({ hook }: { readonly hook: Hook }) {
  if (hook.status === "paused") return <Badge icon={<CirclePause />}>{t("Paused")}</Badge>;
  if (!isUnwell(hook)) return <Badge meaning="ok">{t("Active")}</Badge>;
  return (
    <Badge meaning={hook.status === "active" ? "wait" : "fail"} icon={<TriangleAlert />}>
      {hook.status === "gone" ? t("Gone") : t("Failing")}
    </Badge>
  );
}
