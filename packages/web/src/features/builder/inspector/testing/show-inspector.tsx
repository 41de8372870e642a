import { type BlockDocument, checkFlow, type FlowDocument, readFlow } from "@parley/flow";
import { render } from "@testing-library/react";
import { useState } from "react";
import { TooltipScope } from "../../../../ui/tooltip.tsx";
import { Inspector } from "../inspector.tsx";
import type { BlockEdit, InspectorProps } from "../inspector-props.ts";
import { editFields } from "../model/edit-fields.ts";

/** An inspector as the builder holds it, and a look at the flow that it changes. */
export interface ShownInspector {
  readonly flow: () => FlowDocument;
  readonly params: () => BlockDocument["params"];
}

/** Shows the inspector of the block `it` in a flow of its own, which takes every change. */
export function showInspector(
  block: Partial<BlockDocument> & { readonly kind: string },
  more: Partial<InspectorProps> & { readonly others?: Readonly<Record<string, unknown>> } = {},
): ShownInspector {
  const { others = {}, ...props } = more;
  const read = readFlow({
    ...{ format: 1, name: "Flow", start: "it", fields: { data: { type: "object" } } },
    blocks: { it: block, ...others },
  });
  if (!read.document) throw new Error(JSON.stringify(read.problems));
  let latest = read.document;
  const Held = () => {
    const [flow, setFlow] = useState(latest);
    latest = flow;
    return (
      <TooltipScope>
        <Inspector
          {...given}
          flow={flow}
          problems={checkFlow(flow).problems}
          onChange={(edit) => setFlow((before) => withBlock(before, edit))}
          onFieldsChange={(edit) => setFlow((before) => editFields(before, edit))}
          {...props}
        />
      </TooltipScope>
    );
  };
  render(<Held />);
  return { flow: () => latest, params: () => latest.blocks.it?.params ?? {} };
}

const given = {
  botId: 7,
  block: "it",
  readOnly: false,
  otherBots: [{ id: 9, name: "Support" }],
  agents: [{ id: 1, name: "Ann" }],
  onJumpTo: () => undefined,
  onTestRequest: () => Promise.reject(new Error("No request is expected.")),
};

function withBlock(flow: FlowDocument, { name, params }: BlockEdit): FlowDocument {
  const before = flow.blocks.it;
  if (!before) return flow;
  const after = {
    ...before,
    ...(name !== undefined && { name }),
    ...(params !== undefined && { params }),
  };
  return { ...flow, blocks: { ...flow.blocks, it: after } };
}
