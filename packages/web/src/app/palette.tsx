import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { useApi } from "../data/api-context.ts";
import { botsQuery, channelsQuery } from "../data/bots.ts";
import { useFormerFocus } from "../ui/use-former-focus.ts";
import { t } from "../ui/words.ts";
import { findRows } from "./find-rows.ts";
import { type PaletteRow, usePaletteRows } from "./palette-rows.tsx";
import { readRecent, rememberRecent } from "./recent.ts";
import "./palette.css";

export interface PaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** Finds screens, bots, channels and things to do by a few letters of their names. */
export function Palette({ onClose, onHelp }: PaletteProps) {
  const api = useApi();
  const returnFocus = useFormerFocus(true);
  const bots = useQuery(botsQuery(api)).data ?? [];
  const channels = useQuery(channelsQuery(api)).data ?? [];
  const rows = usePaletteRows({ bots, channels, onHelp });
  const [search, setSearch] = useState("");
  const choose = (row: PaletteRow) => {
    rememberRecent(localStorage, row.id);
    onClose();
    row.run();
  };
  const recent = search === "" ? readRecent(localStorage) : [];
  const recentRows = recent.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const shown = findRows(rows, search, recent);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-scrim" />
        <Radix.Content
          className="dialog palette"
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
        >
          <Radix.Title className="visually-hidden">{t("Search and commands")}</Radix.Title>
          <Command label={t("Search and commands")} shouldFilter={false} loop>
            <Command.Input
              className="palette-input"
              value={search}
              onValueChange={setSearch}
              placeholder={t("Search screens, bots, channels and commands")}
            />
            <Command.List className="palette-list">
              {shown.length === 0 && (
                <p className="palette-none">{t("Nothing is called “{search}”.", { search })}</p>
              )}
              <Group heading={t("Recent")} rows={recentRows} prefix="recent " onChoose={choose} />
              {groups.map((group) => (
                <Group
                  key={group}
                  heading={group}
                  rows={shown.filter((row) => row.group === group)}
                  onChoose={choose}
                />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface GroupProps {
  readonly heading: string;
  readonly rows: readonly PaletteRow[];
  readonly prefix?: string;
  readonly onChoose: (row: PaletteRow) => void;
}

function Group({ heading, rows, prefix = "", onChoose }: GroupProps) {
  if (rows.length === 0) return null;
  return (
    <Command.Group heading={heading} className="palette-group">
      {rows.map((row) => (
        <Command.Item
          key={row.id}
          className="palette-row"
          value={`${prefix}${row.id}`}
          onSelect={() => onChoose(row)}
        >
          <span className="menu-icon">{row.icon}</span>
          <span className="menu-label">{row.label}</span>
          {row.aside && <span className="palette-aside">{row.aside}</span>}
          {row.keys && <kbd className="menu-keys">{row.keys}</kbd>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
