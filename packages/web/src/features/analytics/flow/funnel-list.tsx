import { Link } from "@tanstack/react-router";
import { SquareArrowOutUpRight } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";

import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { Figure } from "../figure.tsx";
import type { FunnelRow } from "../model/funnel.ts";
import { exactCount, percent } from "../model/write-figure.ts";
import { BlockIcon } from "./block-icon.tsx";
import "./funnel-list.css";

export interface FunnelListProps {
  readonly botId: number;
  readonly rows: readonly FunnelRow[];
  readonly focused: string | null;
  readonly onFocus: (block: string | null) => void;
}

const firstShown = 50;

/** The flow as a list: who came to each block, went on, stopped, waits. A click shows the block in the picture. */
export function FunnelList({ botId, rows, focused, onFocus }: FunnelListProps) {
  const [isWhole, setWhole] = useState(false);
  // The block that is looked at in the picture is in the list, however far down.
  const shown = isWhole
    ? rows
    : rows.filter(({ block }, at) => at < firstShown || block === focused);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="funnel" aria-label={t("Blocks")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Block")}</th>
            <th scope="col">{t("Came")}</th>
            <th scope="col">{t("Went on")}</th>
            <th scope="col">{t("Wait")}</th>
            <th scope="col">{t("Dropped")}</th>
            <th>
              <span className="visually-hidden">{t("Builder")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <FunnelLine
              key={row.block}
              {...{ botId, row, onFocus }}
              isFocused={row.block === focused}
            />
          ))}
        </tbody>
      </table>
      {!isWhole && rows.length > firstShown && (
        <Button look="quiet" className="funnel-more" onClick={() => setWhole(true)}>
          {t("Show all {count} blocks", { count: rows.length })}
        </Button>
      )}
    </section>
  );
}

interface FunnelLineProps extends Pick<FunnelListProps, "botId" | "onFocus"> {
  readonly row: FunnelRow;
  readonly isFocused: boolean;
}

const FunnelLine = memo(function FunnelLine({ botId, row, isFocused, onFocus }: FunnelLineProps) {
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isFocused && line.current) showInList(line.current);
  }, [isFocused]);
  const { block, entered, waiting, dropped } = row;
  return (
    <tr ref={line} data-focused={isFocused} data-quiet={entered === 0 && waiting === 0}>
      <td className="funnel-block">
        <BlockCell {...{ row, isFocused, onFocus }} />
      </td>
      <td>
        <Figure count={entered} />
      </td>
      <td>
        <WentOn row={row} />
      </td>
      <td className={waiting > 0 ? "funnel-wait" : ""}>
        <Figure count={waiting} />
      </td>
      <td className={dropped > 0 ? "funnel-fail" : ""}>
        <Figure count={dropped} />
      </td>
      <td>{!row.isElsewhere && <BuilderLink botId={botId} block={block} name={row.name} />}</td>
    </tr>
  );
});

/** Scrolls the list, and never the page, until a row is in sight. */
function showInList(line: HTMLElement): void {
  const list = line.closest(".funnel");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [row, frame] = [line.getBoundingClientRect(), list.getBoundingClientRect()];
  const headPx = row.height;
  if (row.top < frame.top + headPx) list.scrollTop += row.top - frame.top - headPx;
  if (row.bottom > frame.bottom) list.scrollTop += row.bottom - frame.bottom;
}

/** The share that went on. More may go on than came: they came before the time that is shown. */
function WentOn({ row: { isEnd, ended, entered, wentOn, lost } }: { readonly row: FunnelRow }) {
  if (isEnd)
    return (
      <span
        className="funnel-soft"
        title={ended > 0 ? t("Ended here: {count}", { count: exactCount(ended) }) : undefined}
      >
        {t("Ends")}
      </span>
    );
  if (entered === 0) return wentOn === 0 ? "–" : <Figure count={wentOn} />;
  const words = t("{wentOn} of {entered} went on", {
    wentOn: exactCount(wentOn),
    entered: exactCount(entered),
  });
  return <span title={words}>{percent(1 - lost / entered)}</span>;
}

function BlockCell({ row, isFocused, onFocus }: Omit<FunnelLineProps, "botId">) {
  if (row.isElsewhere)
    return (
      <span className="funnel-name" title={t("{name} is in another version", { name: row.name })}>
        <BlockIcon kind={row.kind} />
        <span className="funnel-words">
          <bdi>{row.name}</bdi>
        </span>
        <span className="funnel-soft">{t("elsewhere")}</span>
      </span>
    );
  return (
    <button
      type="button"
      className="funnel-name"
      aria-pressed={isFocused}
      title={row.name}
      onClick={() => onFocus(isFocused ? null : row.block)}
    >
      <BlockIcon kind={row.kind} />
      <span className="funnel-words">
        <bdi>{row.name}</bdi>
      </span>
      <span className="funnel-track" aria-hidden="true">
        <span style={{ width: `${row.share * 100}%` }} />
      </span>
    </button>
  );
}

function BuilderLink(props: {
  readonly botId: number;
  readonly block: string;
  readonly name: string;
}) {
  const { botId, block, name } = props;
  const label = t("Open {name} in the builder", { name });
  return (
    <Link
      to="/bots/$botId/builder"
      params={{ botId: String(botId) }}
      search={{ block }}
      className="funnel-open"
      aria-label={label}
      title={label}
    >
      <SquareArrowOutUpRight aria-hidden="true" />
    </Link>
  );
}
