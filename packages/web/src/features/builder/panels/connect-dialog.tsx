import { Command } from "cmdk";
import { useState } from "react";
import { Dialog } from "../../../ui/dialog.tsx";
import { t } from "../../../ui/words.ts";
import { KindIcon } from "../canvas/kind-icon.tsx";
import { faceOf } from "../model/block-faces.ts";
import { blockName } from "../model/block-name.ts";
import { blockSummary } from "../model/block-summary.ts";
import { connect, disconnect } from "../model/edit-arrows.ts";
import { matchWords } from "../model/match-words.ts";
import { tellingOrder } from "../model/neighbours.ts";
import { outputLabel } from "../model/output-label.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import "../canvas/kind-list.css";
import "./keys-dialog.css";

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
      <Command className="kinds connect-list" key={output ?? ""} filter={matchWords} loop>
        <div className="kinds-search">
          <Command.Input autoFocus placeholder={output === undefined ? t("Way out") : t("Block")} />
        </div>
        <Command.List className="kinds-list">
          <Command.Empty className="kinds-none">
            {outputs.length === 0 ? t("Nothing follows this block.") : t("Nothing of this name.")}
          </Command.Empty>
          {output === undefined
            ? outputs.map((it) => (
                <Command.Item
                  key={it}
                  className="kind"
                  value={`${outputLabel(block, it)} ${it}`}
                  onSelect={() => setOutput(it)}
                >
                  <span className="kind-title">{outputLabel(block, it)}</span>
                </Command.Item>
              ))
            : tellingOrder(flow).map((to) => (
                <Command.Item
                  key={to}
                  className="kind"
                  value={`${blockName(flow, to)} ${to}`}
                  onSelect={() => finish((it) => connect(it, from(output), to), t("Connect"))}
                >
                  <KindIcon kind={flow.blocks[to]?.kind ?? ""} />
                  <span className="kind-words">
                    <span className="kind-title">{blockName(flow, to)}</span>
                    <span className="kind-summary">{summaryOf(flow.blocks[to])}</span>
                  </span>
                </Command.Item>
              ))}
          {output !== undefined && output in block.next && (
            <Command.Item
              className="kind"
              value={t("Nothing: take the arrow out")}
              onSelect={() => finish((it) => disconnect(it, from(output)), t("Disconnect"))}
            >
              <span className="kind-title">{t("Nothing: take the arrow out")}</span>
            </Command.Item>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

function summaryOf(block: Parameters<typeof blockSummary>[0] | undefined): string {
  return block ? blockSummary(block) : "";
}
