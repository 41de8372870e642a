import { Radio, Unplug } from "lucide-react";
import { Badge } from "../../../ui/badge.tsx";
import { t } from "../../../ui/words.ts";
import type { FeedState } from "./create-feed.ts";

/** Whether one sees what happens. */
export function LineBadge({ line, error }: Pick<FeedState, "line" | "error">) {
  if (line === "live")
    return (
      <Badge meaning="ok" icon={<Radio />}>
        {t("Live")}
      </Badge>
    );
  if (line === "connecting") return <Badge>{t("Connecting")}</Badge>;
  return (
    <Badge meaning="fail" icon={<Unplug />}>
      {error ?? t("The line is lost; it comes back by itself")}
    </Badge>
  );
}
