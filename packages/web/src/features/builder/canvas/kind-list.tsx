import { type BlockKind, blockKinds } from "@parley/flow";
import { Command } from "cmdk";
import { useState } from "react";
import { KindTile } from "../../../flow-look/kind-tile.tsx";
import { bestMatches } from "../../../ui/best-matches.ts";
import { matchWords } from "../../../ui/match-words.ts";
import { t } from "../../../ui/words.ts";
import { formWord } from "../inspector/model/form-words.ts";
import "./kind-list.css";

type Kind = BlockKind<unknown, unknown>;

/** The families of blocks, in the order they are offered. */
const families: readonly { readonly family: Kind["family"]; readonly title: () => string }[] = [
  { family: "say", title: () => t("Say") },
  { family: "ask", title: () => t("Ask") },
  { family: "logic", title: () => t("Logic") },
  { family: "data", title: () => t("Data") },
  { family: "outside", title: () => t("Outside world") },
  { family: "human", title: () => t("Human") },
];

/** All kinds of blocks to choose from: by family, or those that a search finds, the best first. Arrow keys and Enter choose. */
export function KindList({
  onChoose,
  isFocused = false,
  isDraggable = false,
}: {
  readonly onChoose: (kind: string) => void;
  readonly isFocused?: boolean;
  readonly isDraggable?: boolean;
}) {
  const [search, setSearch] = useState("");
  const row = (kind: Kind) => (
    <KindRow key={kind.kind} kind={kind} isDraggable={isDraggable} onChoose={onChoose} />
  );
  return (
    // It finds and sorts by itself: the list's own sorting leaves families where they are, and the best one below others.
    <Command className="kinds" label={t("Kinds of blocks")} shouldFilter={false} loop>
      <div className="kinds-search">
        <Command.Input
          placeholder={t("Search blocks")}
          autoFocus={isFocused}
          onValueChange={setSearch}
        />
      </div>
      <Command.List className="kinds-list">
        <Command.Empty className="kinds-none">{t("No block of this name.")}</Command.Empty>
        {search.trim() === ""
          ? families.map(({ family, title }) => (
              <Command.Group key={family} heading={title()}>
                {blockKinds.filter((kind) => kind.family === family).map(row)}
              </Command.Group>
            ))
          : bestMatches(blockKinds, (kind) => rankKind(kind, search)).map(row)}
      </Command.List>
    </Command>
  );
}

function KindRow({
  kind: { kind, family, title, summary },
  isDraggable,
  onChoose,
}: {
  readonly kind: Kind;
  readonly isDraggable: boolean;
  readonly onChoose: (kind: string) => void;
}) {
  return (
    <Command.Item
      className="kind"
      value={kind}
      onSelect={() => onChoose(kind)}
      draggable={isDraggable}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(kindMediaType, kind);
        dataTransfer.effectAllowed = "copy";
      }}
    >
      <KindTile kind={kind} family={family} />
      <span className="kind-words">
        <span className="kind-title">{formWord(title)}</span>
        <span className="kind-summary">{formWord(summary)}</span>
      </span>
    </Command.Item>
  );
}

/** A kind of this name comes before one that only speaks of it. */
function rankKind({ kind, title, summary }: Kind, search: string): number {
  const name = formWord(title);
  const about = [name, formWord(summary), kind].join(" ");
  return matchWords(name, search) || matchWords(about, search) / 2;
}

/** What a kind is called while it is dragged from the palette. */
export const kindMediaType = "application/vnd.parley.kind";
