import type { FlowDocument } from "@parley/flow";
import { useMemo, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import type { Change } from "../model/changes.ts";
import { agreedFlow, type Conflict, type Merge, type Side } from "../model/merge-flows.ts";
import {
  paramWords,
  placeWords,
  settingValueWords,
  settingWords,
} from "../publish/change-words.ts";
import type { DraftSaver } from "./draft-saver.ts";
import { useAuthor } from "./use-author.ts";
import "./review-dialog.css";

/** Shows what two people changed at the same place, side by side; everything else is brought together already. */
export function ReviewDialog({
  saver,
  onClose,
}: {
  readonly saver: DraftSaver;
  readonly onClose: () => void;
}) {
  const [merge] = useState(() => saver.dispute());
  const [theirs] = useState(() => saver.theirs());
  const author = useAuthor(theirs?.savedBy);
  const time = useAgo((theirs?.savedMs ?? 0) / 1000);
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  if (!merge) return null;
  const open = merge.conflicts.filter(({ key }) => !choices.has(key)).length;
  const choose = (keys: readonly string[], side: Side) =>
    setChoices(new Map([...choices, ...keys.map((key) => [key, side] as const)]));
  const all = merge.conflicts.map(({ key }) => key);
  const finish = () => {
    saver.decide(({ key }) => choices.get(key) ?? "mine");
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={t("Changed elsewhere")}
      about={aboutWords(author, time)}
      actions={
        <>
          <Button look="quiet" onClick={() => choose(all, "mine")}>
            {t("All mine")}
          </Button>
          <Button look="quiet" onClick={() => choose(all, "theirs")}>
            {t("All theirs")}
          </Button>
          <Button look="primary" disabled={open > 0} onClick={finish}>
            {open > 0
              ? t("{count, plural, one {# left to decide} other {# left to decide}}", {
                  count: open,
                })
              : t("Merge and save")}
          </Button>
        </>
      }
    >
      <div className="review">
        {merge.conflicts.map((conflict) => (
          <Item
            key={conflict.key}
            merge={merge}
            conflict={conflict}
            theirName={sideName(author)}
            choice={choices.get(conflict.key) ?? null}
            onChoose={(side) => choose([conflict.key], side)}
          />
        ))}
      </div>
    </Dialog>
  );
}

function aboutWords(author: ReturnType<typeof useAuthor>, time: string): string {
  if (author === "me")
    return t(
      "You changed the same things in another window. Choose what stays; all other changes are kept.",
    );
  if (author !== null)
    return t(
      "{name} saved changes of the same things {time}. Choose what stays; all other changes of both of you are kept.",
      { name: author.name, time },
    );
  return t(
    "Somebody else changed the same things while you did. Choose what stays; all other changes of both of you are kept.",
  );
}

function sideName(author: ReturnType<typeof useAuthor>): string {
  if (author === "me") return t("In the other window");
  return author?.name ?? t("Theirs");
}

function Item({
  merge,
  conflict,
  theirName,
  choice,
  onChoose,
}: {
  readonly merge: Merge;
  readonly conflict: Conflict;
  readonly theirName: string;
  readonly choice: Side | null;
  readonly onChoose: (side: Side) => void;
}) {
  const flow = useMemo(() => agreedFlow(merge), [merge]);
  const [top, id = "", ...inner] = conflict.path;
  const block = top === "blocks" ? merge.base.blocks[id] : undefined;
  const name = block ? blockName(merge.base, id) : settingWords(conflict.path);
  return (
    <fieldset className="review-item">
      <legend className="visually-hidden">{name}</legend>
      <h3 className="review-title">
        <span dir="auto">{name}</span>
        {block && inner.length > 0 && (
          <span className="review-where">{placeWords(block, inner)}</span>
        )}
      </h3>
      <div className="review-sides">
        {(["mine", "theirs"] as const).map((side) => (
          <label key={side} className="review-side">
            <span>
              <input
                type="radio"
                name={conflict.key}
                checked={choice === side}
                onChange={() => onChoose(side)}
              />
              <span dir="auto">{side === "mine" ? t("Yours") : theirName}</span>
            </span>
            {conflict[side].map((change) => (
              <Value
                key={change.path.join(".")}
                change={change}
                flow={flow}
                about={conflict.path}
                isAlone={conflict[side].length === 1}
              />
            ))}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Value({
  change,
  flow,
  about,
  isAlone,
}: {
  readonly change: Change;
  readonly flow: FlowDocument;
  /** The place that the title names. */
  readonly about: readonly string[];
  readonly isAlone: boolean;
}) {
  const { after, path } = change;
  const isTitled = isAlone && path.join(".") === about.join(".");
  return (
    <>
      {!isTitled && <span className="review-part">{whereOf(flow, change, about)}</span>}
      {after === undefined ? (
        <em>{t("Taken out")}</em>
      ) : (
        <pre
          className={typeof after === "object" ? "review-value" : "review-value review-text"}
          dir="auto"
        >
          {typeof after === "object" ? JSON.stringify(after, null, 2) : afterWords(flow, change)}
        </pre>
      )}
    </>
  );
}

/** Within the block that the question is about, its place there; of any other block, which one as well. */
function whereOf(flow: FlowDocument, { path }: Change, about: readonly string[]): string {
  const [top, id = "", ...inner] = path;
  const block = top === "blocks" ? flow.blocks[id] : undefined;
  if (!block) return settingWords(path);
  const place = placeWords(block, inner);
  const isOfAbout = about[0] === top && about[1] === id;
  return isOfAbout ? place : [blockName(flow, id), place].filter(Boolean).join(" › ");
}

/** An arrow, a keyword and the like as the block that they lead to. */
function afterWords(flow: FlowDocument, { path, after }: Change): string {
  const [top, id = "", ...inner] = path;
  const block = top === "blocks" ? flow.blocks[id] : undefined;
  if (!block) return settingValueWords(flow, path, after);
  if (inner[0] === "next" && typeof after === "string") return blockName(flow, after);
  return paramWords(block, inner, after);
}
