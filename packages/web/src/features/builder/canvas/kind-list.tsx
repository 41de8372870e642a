import { type BlockKind, blockKinds } from "@parley/flow";
import { Command } from "cmdk";
import { t } from "../../../ui/words.ts";
import { formWord } from "../inspector/model/form-words.ts";
import { matchWords } from "../model/match-words.ts";
import { KindIcon } from "./kind-icon.tsx";
import "./kind-list.css";

type Family = BlockKind<unknown, unknown>["family"];

/** The families of blocks, in the order they are offered. */
const families: readonly { readonly family: Family; readonly title: () => string }[] = [
  { family: "say", title: () => t("Say") },
  { family: "ask", title: () => t("Ask") },
  { family: "logic", title: () => t("Logic") },
  { family: "data", title: () => t("Data") },
  { family: "outside", title: () => t("Outside world") },
  { family: "human", title: () => t("Human") },
];

/** All kinds of blocks to choose from, by search or by family; arrow keys and Enter choose. */
export function KindList({
  onChoose,
  isFocused = false,
  isDraggable = false,
}: {
  readonly onChoose: (kind: string) => void;
  readonly isFocused?: boolean;
  readonly isDraggable?: boolean;
}) {
  return (
    <Command className="kinds" label={t("Kinds of blocks")} filter={rankKind} loop>
      <div className="kinds-search">
        <Command.Input placeholder={t("Search blocks")} autoFocus={isFocused} />
      </div>
      <Command.List className="kinds-list">
        <Command.Empty className="kinds-none">{t("No block of this name.")}</Command.Empty>
        {families.map(({ family, title }) => (
          <Command.Group key={family} heading={title()}>
            {blockKinds
              .filter((kind) => kind.family === family)
              .map((kind) => (
                <Command.Item
                  key={kind.kind}
                  className={`kind card-${family}`}
                  value={formWord(kind.title)}
                  keywords={[formWord(kind.title), formWord(kind.summary), kind.kind]}
                  onSelect={() => onChoose(kind.kind)}
                  draggable={isDraggable}
                  onDragStart={({ dataTransfer }) => {
                    dataTransfer.setData(kindMediaType, kind.kind);
                    dataTransfer.effectAllowed = "copy";
                  }}
                >
                  <span className="card-icon">
                    <KindIcon kind={kind.kind} />
                  </span>
                  <span className="kind-words">
                    <span className="kind-title">{formWord(kind.title)}</span>
                    <span className="kind-summary">{formWord(kind.summary)}</span>
                  </span>
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

/** A kind of this name comes before one that only speaks of it. */
function rankKind(title: string, search: string, about: readonly string[] = []): number {
  return matchWords(title, search) || matchWords(about.join(" "), search) / 2;
}

/** What a kind is called while it is dragged from the palette. */
export const kindMediaType = "application/vnd.parley.kind";
