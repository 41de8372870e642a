import type { FlowDocument } from "@parley/flow";
import { CircleMinus, CirclePlus, Pencil, Settings2 } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../../../ui/words.ts";
import { KindIcon } from "../canvas/kind-icon.tsx";
import { blockName } from "../model/block-name.ts";
import type { Change } from "../model/changes.ts";
import { type BlockDiff, diffFlows, isUnchanged } from "../model/diff-flows.ts";
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
            {change.path.join(" › ")}
          </p>
          <Values change={change} />
        </li>
      ))}
      {diff.added.map((it) => (
        <BlockRow
          key={it.id}
          diff={it}
          flow={after}
          icon={<CirclePlus size={16} aria-label={t("Added")} />}
          look="change-added"
        />
      ))}
      {diff.changed.map((it) => (
        <BlockRow
          key={it.id}
          diff={it}
          flow={after}
          icon={<Pencil size={16} aria-label={t("Changed")} />}
          look="change-edited"
        />
      ))}
      {diff.removed.map((it) => (
        <BlockRow
          key={it.id}
          diff={it}
          flow={before}
          icon={<CircleMinus size={16} aria-label={t("Removed")} />}
          look="change-removed"
        />
      ))}
    </ul>
  );
}

function BlockRow({
  diff,
  flow,
  icon,
  look,
}: {
  readonly diff: BlockDiff;
  readonly flow: FlowDocument;
  readonly icon: ReactNode;
  readonly look: string;
}) {
  return (
    <li className={`change ${look}`}>
      <p className="change-head">
        {icon}
        <KindIcon kind={diff.kind} />
        <span dir="auto">{blockName(flow, diff.id)}</span>
        <code className="change-id">{diff.id}</code>
      </p>
      {diff.changes.map((change) => (
        <div key={change.path.join(".")} className="change-part">
          <span className="change-path">{pathWords(change, flow)}</span>
          <Values change={change} flow={change.path[0] === "next" ? flow : null} />
        </div>
      ))}
    </li>
  );
}

function pathWords({ path: [part, ...rest] }: Change, _flow: FlowDocument): string {
  if (part === "next") return t("arrow {output}", { output: rest.join(".") });
  return part === "params" ? rest.join(" › ") : (part ?? "");
}

function Values({
  change,
  flow = null,
}: {
  readonly change: Change;
  readonly flow?: FlowDocument | null;
}) {
  return (
    <span className="change-values">
      {change.before !== undefined && <del dir="auto">{valueWords(change.before, flow)}</del>}
      {change.after !== undefined && <ins dir="auto">{valueWords(change.after, flow)}</ins>}
    </span>
  );
}

function valueWords(value: unknown, flow: FlowDocument | null): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return flow ? blockName(flow, value) : value;
}
