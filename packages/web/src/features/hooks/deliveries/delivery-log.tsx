import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Failed } from "../../../ui/failed.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { deliveriesPages, type HookPlace } from "../hook-queries.ts";
import { countFilters, readFilters } from "../model/delivery-filters.ts";
import { DeliveryDetail } from "./delivery-detail.tsx";
import { DeliveryFilterBar } from "./delivery-filter-bar.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import { LogSplit } from "./log-split.tsx";
import { NoDeliveries } from "./no-deliveries.tsx";

/** A hook's log: filters above, rows at the left, the one that is open at the right. All of it is in the address. */
export function DeliveryLog({ place }: { readonly place: HookPlace }) {
  const { search, change } = useAddress();
  const filters = readFilters(search);
  const api = useApi();
  const log = useInfiniteQuery(deliveriesPages(api, place, filters));
  const pages = log.data?.pages ?? [];
  // What came in between moves rows to the next page: the same one may be on both.
  const rows = [
    ...new Map(pages.flatMap((page) => page.deliveries).map((it) => [it.id, it])).values(),
  ];
  const opened = typeof search.delivery === "string" ? search.delivery : null;
  const open = (delivery: string | null) =>
    change({ delivery: delivery ?? undefined }, { isStep: true });
  return (
    <>
      <DeliveryFilterBar
        filters={filters}
        total={pages[0]?.total}
        onChange={(next) => change({ ...next, delivery: undefined })}
      />
      {log.error && !log.data && (
        <Failed error={log.error} what={t("The log")} onRetry={() => void log.refetch()} />
      )}
      {log.isPending && <Skeleton rows={10} />}
      {log.data && rows.length === 0 && !opened && (
        <NoDeliveries isFiltered={countFilters(filters) > 0} />
      )}
      {log.data && (rows.length > 0 || opened) && (
        <LogSplit
          label={t("Deliveries")}
          rows={rows}
          idOf={({ id }) => id}
          row={(delivery) => <DeliveryRow delivery={delivery} />}
          opened={opened}
          onOpen={open}
          hasMore={log.hasNextPage && !log.isFetchingNextPage}
          onMore={() => void log.fetchNextPage()}
        >
          {opened && <DeliveryDetail key={opened} place={place} id={opened} onOpen={open} />}
        </LogSplit>
      )}
    </>
  );
}
