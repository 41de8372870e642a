import type { FlowDocument } from "@parley/flow";

/** What of a flow a run can tell: neither where a block stands on the canvas, nor in which order things are written. */
export function meaningOf(flow: FlowDocument): string {
  const { layout: _layout, notes: _notes, groups: _groups, ...rest } = flow;
  return JSON.stringify(rest, (_key, value: unknown) => (isRecord(value) ? sorted(value) : value));
}

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
