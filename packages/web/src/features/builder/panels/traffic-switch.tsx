import type { InsightsAnswer } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useEffect, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import type { BlockHeat, Builder } from "../builder-state.ts";
import { useBuilder } from "../use-builder.ts";

const hourSeconds = 3600;
const refreshMs = 30_000;

/** Draws the last hour's traffic on the flow: who came to each block, and by which arrow they left. */
export function TrafficSwitch({ bot }: { readonly bot: number }) {
  const builder = useBuilder();
  const [isOn, setOn] = useState(false);
  return (
    <>
      <IconButton
        aria-pressed={isOn}
        label={isOn ? t("Hide the last hour's traffic") : t("Show the last hour's traffic")}
        icon={<Activity />}
        onClick={() => setOn(!isOn)}
      />
      {isOn && <Traffic bot={bot} builder={builder} />}
    </>
  );
}

function Traffic({ bot, builder }: { readonly bot: number; readonly builder: Builder }) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["bots", String(bot), "traffic"],
    queryFn: ({ signal }) => {
      const until = Math.floor(Date.now() / 1000);
      const range = `since=${until - hourSeconds}&until=${until}`;
      return api.get<InsightsAnswer>(`/v1/bots/${bot}/insights/?${range}`, signal);
    },
    refetchInterval: refreshMs,
  });
  useEffect(() => {
    if (!data) return;
    builder.overlay({ ...builder.read().overlay, heat: heatOf(data) });
    return () => {
      const { heat: _heat, ...rest } = builder.read().overlay;
      builder.overlay(rest);
    };
  }, [builder, data]);
  return null;
}

function heatOf({ blocks }: InsightsAnswer): Readonly<Record<string, BlockHeat>> {
  return Object.fromEntries(
    blocks.map(({ block, entered, dropped, left }) => [block, { entered, dropped, left }]),
  );
}
