import { ArrowRight } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import { t } from "../../../../ui/words.ts";
import { blockName } from "../../model/block-name.ts";
import { ParamField, ProblemLines } from "../controls/param-field.tsx";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import type { BlockName } from "../inspector-props.ts";
import { textIn, valueIn, withValue } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";

/** Where to go on: a block of this bot, another bot's start, or one of its blocks. */
export function JumpForm({ node, value, onChange }: ControlProps) {
  const { flow, block, otherBots, isReadOnly, problems, onJumpTo } = useInspector();
  const bot = valueIn(value, "bot");
  const target = textIn(valueIn(value, "block"));
  const others = useBlocksOf(typeof bot === "number" ? bot : null);
  const own = Object.keys(flow.blocks).filter((id) => id !== block);
  const blocks =
    typeof bot === "number" ? others : own.map((id) => ({ id, name: blockName(flow, id) }));
  const [botNode, blockNode] = ["bot", "block"].map((name) =>
    node.fields.find((field) => field.name === name),
  );
  if (!botNode || !blockNode) return null;
  const isKnownBot = typeof bot !== "number" || otherBots.some(({ id }) => id === bot);
  return (
    <>
      <ParamField node={botNode} path={["bot"]}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={typeof bot === "number" ? String(bot) : ""}
            onChange={({ target: { value: id } }) => onChange(id === "" ? {} : { bot: Number(id) })}
          >
            <option value="">{t("This bot")}</option>
            {!isKnownBot && (
              <option value={String(bot)}>{t("Bot {id}", { id: Number(bot) })}</option>
            )}
            {otherBots.map(({ id, name }) => (
              <option key={id} value={String(id)}>
                {name}
              </option>
            ))}
          </select>
        )}
      </ParamField>
      <ParamField
        node={blockNode}
        path={["block"]}
        aside={
          typeof bot !== "number" &&
          flow.blocks[target] && (
            <Button
              look="quiet"
              size="small"
              icon={<ArrowRight />}
              onClick={() => onJumpTo(target)}
            >
              {t("Show it")}
            </Button>
          )
        }
      >
        {(ids) => (
          <BlockSelect
            ids={{ ...ids, disabled: isReadOnly }}
            blocks={blocks}
            value={target}
            emptyWord={typeof bot === "number" ? t("Its start") : t("Choose a block…")}
            onChange={(id) => onChange(withValue(value, "block", id || undefined))}
          />
        )}
      </ParamField>
      <ProblemLines problems={problemsWithin(problems, block, []).filter(isWhole(block))} />
    </>
  );
}

interface BlockSelectProps {
  readonly ids: { readonly id: string; readonly disabled: boolean };
  readonly blocks: readonly BlockName[];
  readonly value: string;
  readonly emptyWord: string;
  readonly onChange: (id: string) => void;
}

function BlockSelect({ ids, blocks, value, emptyWord, onChange }: BlockSelectProps) {
  const isKnown = value === "" || blocks.some(({ id }) => id === value);
  const twice = new Set(
    blocks
      .filter(({ name }, at) => blocks.findIndex((it) => it.name === name) !== at)
      .map(({ name }) => name),
  );
  return (
    <select
      {...ids}
      className="input"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{emptyWord}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {blocks.map(({ id, name }) => (
        <option key={id} value={id}>
          {twice.has(name) ? `${name} · ${id}` : name}
        </option>
      ))}
    </select>
  );
}

/** The blocks of another bot, once they are there. */
function useBlocksOf(bot: number | null): readonly BlockName[] {
  const { blocksOf } = useInspector();
  const [found, setFound] = useState<{ bot: number; blocks: readonly BlockName[] } | null>(null);
  useEffect(() => {
    if (bot === null || !blocksOf) return;
    let isWanted = true;
    const take = (blocks: readonly BlockName[]) => isWanted && setFound({ bot, blocks });
    blocksOf(bot).then(take, () => take([]));
    return () => {
      isWanted = false;
    };
  }, [bot, blocksOf]);
  return found?.bot === bot ? found.blocks : [];
}

/** Problems of the whole jump; those of its two parts stand at them. */
const isWhole =
  (block: string) =>
  ({ path }: { readonly path: string }) =>
    path === `blocks.${block}.params`;
