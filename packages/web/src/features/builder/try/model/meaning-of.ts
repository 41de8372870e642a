import type { FlowDocument } from "@parley/flow";

/** What of a flow a run can tell: where a block stands on the canvas changes nothing of it. */
export function meaningOf(flow: FlowDocument): string {
  const { layout: _layout, notes: _notes, groups: _groups, ...rest } = flow;
  return JSON.stringify(rest);
}
