import { Inbox } from "lucide-react";
import { EmptyState } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";

/** A log with nothing in it, or nothing that fits. */
export function NoDeliveries({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      title={t("Nothing fits these filters")}
      why={t("Other deliveries may be in the log: take a filter away.")}
    />
  ) : (
    <EmptyState
      icon={<Inbox />}
      title={t("Every request to your server, with its answer")}
      why={t("Nothing was sent yet. The next message on the channel is the first.")}
    />
  );
}
