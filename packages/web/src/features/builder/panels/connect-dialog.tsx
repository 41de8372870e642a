import type { BlockDocument, FlowDocument } from "@parley/flow";
import { useState } from "react";
import { bestMatches } from "../../../ui/best-matches.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { matchWords } from "../../../ui/match-words.ts";
import { t } from "../../../ui/words.ts";
import { faceOf } from "../model/block-faces.ts";
import { blockName } from "../model/block-name.ts";
import { connect, disconnect } from "../model/edit-arrows.ts";
import { outputLabel } from "../model/output-label.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import { blockChoices } from "./block-choices.tsx";
import { type Choice, PickList } from "./pick-list.tsx";

/** Connects a block by lists: first which of its outputs, then to which block. */
export function ConnectDialog({
  block: id,
  onClose,
}: {
  readonly block: string;
  readonly onClose: () => void;
}) {
  const builder = useBuilder();
  const flow = useFlow();
  const block = flow.blocks[id];
  const outputs = block ? faceOf(block).outputs : [];
  const [output, setOutput] = useState(outputs.length === 1 ? outputs[0] : undefined);
  if (!block) return null;
  const from = (name: string) => ({ block: id, output: name });
  const finish = (edit: Parameters<typeof builder.edit>[1], label: string) => {
    builder.edit(label, edit);
    onClose();
  };
  const name = blockName(flow, id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={
        output === undefined
          ? t("Connect {name}: which way out?", { name })
          : t("{name} · {output}: where to?", { name, output: outputLabel(block, output) })
      }
    >
      {output === undefined ? (
        <OutputList block={block} outputs={outputs} onChoose={setOutput} />
      ) : (
        <TargetList
          flow={flow}
          isConnected={output in block.next}
          onChoose={(to) => finish((it) => connect(it, from(output), to), t("Connect"))}
          onDisconnect={() => finish((it) => disconnect(it, from(output)), t("Disconnect"))}
        />
      )}
    </Dialog>
  );
}

function OutputList({
  block,
  outputs,
  onChoose,
}: {
  readonly block: BlockDocument;
  readonly outputs: readonly string[];
  readonly onChoose: (output: string) => void;
}) {
  const find = (search: string) =>
    bestMatches(outputs, (it) => matchWords(`${outputLabel(block, it)} ${it}`, search)).map(
      (value) => ({ value, title: outputLabel(block, value) }),
    );
  return (
    <PickList
      label={t("Way out")}
      find={find}
      onPick={onChoose}
      {...(outputs.length === 0 && { emptyWord: t("Nothing follows this block.") })}
    />
  );
}

function TargetList({
  flow,
  isConnected,
  onChoose,
  onDisconnect,
}: {
  readonly flow: FlowDocument;
  readonly isConnected: boolean;
  readonly onChoose: (block: string) => void;
  readonly onDisconnect: () => void;
}) {
  const nothing = t("Nothing: take the arrow out");
  const find = (search: string): readonly Choice<string | null>[] => [
    ...blockChoices(flow, search),
    ...(isConnected && matchWords(nothing, search) > 0 ? [{ value: null, title: nothing }] : []),
  ];
  return (
    <PickList
      label={t("Block")}
      find={find}
      onPick={(to) => (to === null ? onDisconnect() : onChoose(to))}
    />
  );
}
