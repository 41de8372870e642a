import type { Bot } from "@parley/contract";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";

export interface BotRowsProps {
  readonly bots: readonly Bot[];
  readonly row: (bot: Bot) => ReactNode;
}

const mostDrawn = 60;

/** The rows of the list; of a long one only those in sight are drawn. */
export function BotRows({ bots, row }: BotRowsProps) {
  if (bots.length > mostDrawn) return <RowsInSight bots={bots} row={row} />;
  return <tbody>{bots.map(row)}</tbody>;
}

const usualHeight = 45;

function RowsInSight({ bots, row }: BotRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useVirtualizer({
    count: bots.length,
    getScrollElement: () => document.getElementById("work"),
    estimateSize: () => body.current?.querySelector("tr.bots-row")?.clientHeight || usualHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <tbody ref={body}>
      <Gap height={above} />
      {shown.map(({ index }) => {
        const bot = bots[index];
        return bot && row(bot);
      })}
      <Gap height={below} />
    </tbody>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td className="bots-gap" colSpan={6} style={{ height }} />
    </tr>
  );
}
