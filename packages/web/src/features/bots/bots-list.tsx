import type { Bot } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useApi } from "../../data/api-context.ts";
import { channelsQuery, trafficQuery } from "../../data/bots.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Select } from "../../ui/text-field.tsx";
import { t } from "../../ui/words.ts";
import { BotRow } from "./bot-row.tsx";
import { BotRows } from "./bot-rows.tsx";
import { type Order, orders, sortBots } from "./sort-bots.ts";
import "../../ui/list.css";
import "./bots-list.css";

/** The bots as a list that can be searched and ordered. */
export function BotsList({ bots }: { readonly bots: readonly Bot[] }) {
  const api = useApi();
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<Order>("edited");
  const traffic = useQuery(trafficQuery(api)).data;
  const channels = useQuery(channelsQuery(api)).data;
  const hours = useMemo(
    () => new Map(traffic?.bots.map(({ id, begun }) => [id, begun])),
    [traffic],
  );
  const begun = useMemo(
    () => new Map([...hours].map(([id, counts]) => [id, counts.reduce((sum, it) => sum + it, 0)])),
    [hours],
  );
  const names = useMemo(() => new Map(channels?.map(({ id, name }) => [id, name])), [channels]);
  const rows = useMemo(
    () => sortBots(bots, { search, order }, begun),
    [bots, search, order, begun],
  );
  return (
    <>
      <div className="list-bar">
        <SearchField label={t("Search bots")} value={search} onChange={setSearch} />
        <OrderSelect value={order} onChange={setOrder} />
        <span className="list-count" role="status">
          {t("{count, plural, one {# bot} other {# bots}}", { count: rows.length })}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title={t("No bot is called “{search}”", { search })}
          why={t("Names and numbers are searched.")}
        />
      ) : (
        <table className="list bots">
          <thead>
            <tr>
              <th scope="col">{t("Name")}</th>
              <th scope="col">{t("State")}</th>
              <th scope="col" className="bots-channels">
                {t("Channels")}
              </th>
              <th scope="col" className="bots-traffic">
                {t("Last 24 hours")}
              </th>
              <th scope="col" className="bots-edited">
                {t("Edited")}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t("More")}</span>
              </th>
            </tr>
          </thead>
          <BotRows
            bots={rows}
            row={(bot) => (
              <BotRow key={bot.id} bot={bot} channels={names} hours={hours.get(bot.id)} />
            )}
          />
        </table>
      )}
    </>
  );
}

interface OrderSelectProps {
  readonly value: Order;
  readonly onChange: (order: Order) => void;
}

function OrderSelect({ value, onChange }: OrderSelectProps) {
  const words: Readonly<Record<Order, string>> = {
    edited: t("Last edited"),
    name: t("Name"),
    traffic: t("Most conversations"),
  };
  return (
    <div className="bots-order">
      <Select
        label={t("Order")}
        hidesLabel
        value={value}
        onChange={({ target }) => {
          const order = orders.find((it) => it === target.value);
          if (order) onChange(order);
        }}
        options={orders.map((order) => ({ value: order, label: words[order] }))}
      />
    </div>
  );
}
