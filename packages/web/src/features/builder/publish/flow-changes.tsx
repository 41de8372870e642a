import type { FlowDocument } from "@parley/flow";
import { CircleMinus, CirclePlus, Pencil, Settings2 } from "lucide-react";
import type { ReactNode } from "react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import type { Change } from "../model/changes.ts";
import { type BlockDiff, diffFlows, isUnchanged } from "../model/diff-flows.ts";
import { paramWords, placeWords, settingValueWords, settingWords } from "./change-words.ts";
import { ChangedValue } from "./changed-value.tsx";
import "./changes.css";

/** How one flow differs from another, block by block. */
export function FlowChanges({
  before,
  after,
}: {
  /** `null`: there was none before. */
  readonly before: FlowDocument | null;
  readonly after: FlowDocument;
}) {
  if (!before)
    return (
      <p className="changes-none">
        {t(
          "{count, plural, one {The first version: # block.} other {The first version: # blocks.}}",
          { count: Object.keys(after.blocks).length },
        )}
      </p>
    );
  const diff = diffFlows(before, after);
  if (isUnchanged(diff))
    return (
      <p className="changes-none">
        {diff.looks > 0
          ? t("Only positions, notes and groups differ: visitors notice nothing.")
          : t("Nothing differs.")}
      </p>
    );
  return (
    <ul className="changes">
      {diff.settings.map((change) => (
        <li key={change.path.join(".")} className="change">
          <p className="change-head">
            <Settings2 size={16} aria-hidden />
            <span dir="auto">{settingWords(change.path)}</span>
          </p>
          <ChangedValue
            before={settingOf(before, change, change.before)}
            after={settingOf(after, change, change.after)}
          />
        </li>
      ))}
      {diff.added.map((it) => (
        <BlockRow
          key={it.id}
          diff={it}
          flows={{ before, after }}
          icon={<CirclePlus size={16} aria-label={t("Added")} />}
          look="change-added"
        />
      ))}
      {diff.changed.map((it) => (
        <BlockRow
          key={it.id}
          diff={it}
          flows={{ before, after }}
          icon={<Pencil size={16} aria-label={t("Changed")} />}
          look="change-edited"
        />
      ))}
      {diff.removed.map((it) => (
        <BlockRow
          key={it.id}
          diff={it}
          flows={{ before, after: before }}
          icon={<CircleMinus size={16} aria-label={t("Removed")} />}
          look="change-removed"
        />
      ))}
    </ul>
  );
}

interface BlockRowProps {
  readonly diff: BlockDiff;
  readonly flows: { readonly before: FlowDocument; readonly after: FlowDocument };
  readonly icon: ReactNode;
  readonly look: string;
}

function BlockRow({ diff, flows, icon, look }: BlockRowProps) {
  const { before, after } = flows;
  const block = after.blocks[diff.id];
  return (
    <li className={`change ${look}`}>
      <p className="change-head">
        {icon}
        <KindIcon kind={diff.kind} />
        <span dir="auto">{blockName(after, diff.id)}</span>
        <code className="change-id">{diff.id}</code>
      </p>
      {diff.changes.map((change) => {
        const isArrow = change.path[0] === "next";
        const words = (value: unknown) =>
          value === undefined || !block ? null : paramWords(block, change.path, value);
        return (
          <div key={change.path.join(".")} className="change-part">
            <span className="change-path">{block && placeWords(block, change.path)}</span>
            <ChangedValue
              before={isArrow ? targetOf(before, change.before) : words(change.before)}
              after={isArrow ? targetOf(after, change.after) : words(change.after)}
            />
          </div>
        );
      })}
    </li>
  );
}

/** An arrow's value is the block that it leads to. */
function targetOf(flow: FlowDocument, value: unknown): string | null {
  return typeof value === "string" ? blockName(flow, value) : null;
}

function settingOf(flow: FlowDocument, { path }: Change, value: unknown): string | null {
  return value === undefined ? null : settingValueWords(flow, path, value);
}
