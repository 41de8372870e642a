import type { Bot, TestRequestAnswer, TestRequestWrite } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useMemo } from "react";
import { useApi } from "../../data/api-context.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "../../ui/words.ts";
import { agentsQuery, otherBotsQuery, readDraft } from "./builder-queries.ts";
import type { Builder } from "./builder-state.ts";
import { Inspector } from "./inspector/inspector.tsx";
import type { BlockEdit, FieldsEdit } from "./inspector/inspector-props.ts";
import { editFields } from "./inspector/model/edit-fields.ts";
import { blockName } from "./model/block-name.ts";
import { renameBlock, setParams } from "./model/edit-blocks.ts";
import { RightPanel } from "./right-panel.tsx";
import { useBuilder, useBuilderState, useFlow } from "./use-builder.ts";
import { useChosenBlock } from "./use-chosen-block.ts";

/** The form of the block that is selected; nothing is selected, nothing is there. */
export function InspectorPanel({
  bot,
  isReadOnly,
}: {
  readonly bot: Bot;
  readonly isReadOnly: boolean;
}) {
  const chosen = useChosenBlock();
  const builder = useBuilder();
  if (chosen === null) return null;
  return (
    <RightPanel name="inspector" widthPx={360} label={t("The selected block")}>
      <Form bot={bot} block={chosen} isReadOnly={isReadOnly} />
      <IconButton
        className="inspector-close"
        size="small"
        label={t("Close")}
        keys="Esc"
        icon={<X />}
        onClick={() => builder.select([])}
      />
    </RightPanel>
  );
}

function Form({
  bot,
  block,
  isReadOnly,
}: {
  readonly bot: Bot;
  readonly block: string;
  readonly isReadOnly: boolean;
}) {
  const api = useApi();
  const builder = useBuilder();
  const flow = useFlow();
  const problems = useBuilderState((state) => state.problems);
  const wanted = useBuilderState((state) => state.wanted);
  const { data: otherBots = [] } = useQuery(otherBotsQuery(api, String(bot.id)));
  const { data: agents = [] } = useQuery(agentsQuery(api));
  const calls = useMemo(
    () => ({
      onTestRequest: async (request: TestRequestWrite) => {
        const path = `/v1/bots/${bot.id}/test_request/`;
        return (await api.write<TestRequestAnswer>("POST", path, { body: request })).body;
      },
      blocksOf: async (other: number) => {
        const { flow: theirs } = await readDraft(api, String(other));
        return Object.keys(theirs.blocks).map((id) => ({ id, name: blockName(theirs, id) }));
      },
    }),
    [api, bot.id],
  );
  return (
    <Inspector
      botId={bot.id}
      readOnly={isReadOnly}
      {...{ flow, block, problems, wanted, otherBots, agents, ...calls }}
      onChange={(edit) => editBlock(builder, block, edit)}
      onFieldsChange={(edit: FieldsEdit) =>
        builder.edit(t("Change a field"), (it) => editFields(it, edit))
      }
      onJumpTo={(id) => builder.select([id])}
    />
  );
}

function editBlock(builder: Builder, block: string, { name, params }: BlockEdit): void {
  if (name !== undefined)
    builder.edit(t("Rename"), (flow) => renameBlock(flow, block, name), `name ${block}`);
  if (params === undefined) return;
  const former = builder.read().history.document.blocks[block]?.params ?? {};
  // Typing goes on at one parameter: a step ends where another one begins.
  const touched = Object.keys({ ...former, ...params }).filter(
    (key) => former[key] !== params[key],
  );
  builder.edit(
    t("Edit {name}", { name: blockName(builder.read().history.document, block) }),
    (flow) => setParams(flow, block, params),
    `params ${block} ${touched.join(" ")}`,
  );
}
