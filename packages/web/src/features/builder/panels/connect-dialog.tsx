import type { BlockDocument, FlowDocument } from "@parley/flow";
import { Command } from "cmdk";
import { type ReactNode, useState } from "react";
import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { bestMatches } from "../../../ui/best-matches.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { matchWords } from "../../../ui/match-words.ts";
import { t } from "../../../ui/words.ts";
import { faceOf } from "../model/block-faces.ts";
import { blockName } from "../model/block-name.ts";
import { blockSummary } from "../model/block-summary.ts";
import { connect, disconnect } from "../model/edit-arrows.ts";
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
  const [search, setSearch] = useState("");
  const found = bestMatches(outputs, (it) => matchWords(`${outputLabel(block, it)} ${it}`, search));
  return (
    <Search label={t("Way out")} onSearch={setSearch}>
      <Command.Empty className="kinds-none">
        {outputs.length === 0 ? t("Nothing follows this block.") : t("Nothing of this name.")}
      </Command.Empty>
      {found.map((it) => (
        <Command.Item key={it} className="kind" value={it} onSelect={() => onChoose(it)}>
          <span className="kind-title">{outputLabel(block, it)}</span>
        </Command.Item>
      ))}
    </Search>
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
  const [search, setSearch] = useState("");
  const found = bestMatches(tellingOrder(flow), (to) =>
    matchWords(`${blockName(flow, to)} ${to}`, search),
  );
  const nothing = t("Nothing: take the arrow out");
  return (
    <Search label={t("Block")} onSearch={setSearch}>
      <Command.Empty className="kinds-none">{t("Nothing of this name.")}</Command.Empty>
      {found.map((to) => (
        <Command.Item key={to} className="kind" value={to} onSelect={() => onChoose(to)}>
          <KindIcon kind={flow.blocks[to]?.kind ?? ""} />
          <span className="kind-words">
            <span className="kind-title">{blockName(flow, to)}</span>
            <span className="kind-summary">{summaryOf(flow.blocks[to])}</span>
          </span>
        </Command.Item>
      ))}
      {isConnected && matchWords(nothing, search) > 0 && (
        <Command.Item className="kind" value=" nothing" onSelect={onDisconnect}>
          <span className="kind-title">{nothing}</span>
        </Command.Item>
      )}
    </Search>
  );
}

/** The lists find and sort by themselves, so that Enter takes what answers the letters that are there now. */
function Search({
  label,
  onSearch,
  children,
}: {
  readonly label: string;
  readonly onSearch: (search: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <Command className="kinds connect-list" shouldFilter={false} loop>
      <div className="kinds-search">
        <Command.Input autoFocus placeholder={label} onValueChange={onSearch} />
      </div>
      <Command.List className="kinds-list">{children}</Command.List>
    </Command>
  );
}

function summaryOf(block: Parameters<typeof blockSummary>[0] | undefined): string {
  return block ? blockSummary(block) : "";
}
