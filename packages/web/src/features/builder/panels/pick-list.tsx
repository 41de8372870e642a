import { Command } from "cmdk";
import { type ReactNode, useState } from "react";
import { t } from "../../../ui/words.ts";
import "../canvas/kind-list.css";
import "./keys-dialog.css";

/** Something to choose. */
export interface Choice<V extends string | null> {
  readonly value: V;
  readonly title: string;
  /** What tells it from others, below its title. */
  readonly about?: string;
  readonly icon?: ReactNode;
}

export interface PickListProps<V extends string | null> {
  /** What is looked for. */
  readonly label: string;
  /** What answers a search, the best first; all of it for an empty one. */
  readonly find: (search: string) => readonly Choice<V>[];
  readonly emptyWord?: string;
  readonly onPick: (value: V) => void;
}

/**
 * One of many, found by typing; arrow keys and Enter choose. It finds and sorts by itself, so that Enter takes what
 * answers the letters that are there now.
 */
export function PickList<V extends string | null>(props: PickListProps<V>) {
  const { label, find, onPick, emptyWord = t("Nothing of this name.") } = props;
  const [search, setSearch] = useState("");
  return (
    <Command className="kinds connect-list" shouldFilter={false} loop>
      <div className="kinds-search">
        <Command.Input autoFocus placeholder={label} aria-label={label} onValueChange={setSearch} />
      </div>
      <Command.List className="kinds-list">
        <Command.Empty className="kinds-none">{emptyWord}</Command.Empty>
        {find(search).map(({ value, title, about, icon }) => (
          <Command.Item
            key={value}
            className="kind"
            value={value ?? " nothing"}
            onSelect={() => onPick(value)}
          >
            {icon}
            <span className="kind-words">
              <span className="kind-title" dir="auto">
                {title}
              </span>
              {about && <span className="kind-summary">{about}</span>}
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
