import type { FlowDocument } from "@parley/flow";

/** Puts blocks into a group of their own; a block is in one group at most. */
export function groupBlocks(
  flow: FlowDocument,
  id: string,
  name: string,
  blocks: readonly string[],
): FlowDocument {
  const members = [...new Set(blocks)].filter((block) => Object.hasOwn(flow.blocks, block));
  if (members.length === 0) return flow;
  const { groups = {} } = leaveGroups(flow, members);
  return { ...flow, groups: { ...groups, [id]: { name, blocks: members } } };
}

/** Takes blocks out of whatever group they are in; a group without blocks is gone. */
function leaveGroups(flow: FlowDocument, blocks: readonly string[]): FlowDocument {
  const leaving = new Set(blocks);
  const groups = Object.entries(flow.groups ?? {}).map(
    ([id, group]) =>
      [id, { ...group, blocks: group.blocks.filter((block) => !leaving.has(block)) }] as const,
  );
  return withGroups(
    flow,
    groups.filter(([, group]) => group.blocks.length > 0),
  );
}

/** Dissolves a group; its blocks stay where they are. */
export function ungroup(flow: FlowDocument, id: string): FlowDocument {
  return withGroups(
    flow,
    Object.entries(flow.groups ?? {}).filter(([it]) => it !== id),
  );
}

/** Names a group. */
export function nameGroup(flow: FlowDocument, id: string, name: string): FlowDocument {
  const group = flow.groups?.[id];
  return group ? { ...flow, groups: { ...flow.groups, [id]: { ...group, name } } } : flow;
}

/** The group that a block is in. */
export function groupOf(flow: FlowDocument, block: string): string | null {
  const found = Object.entries(flow.groups ?? {}).find(([, it]) => it.blocks.includes(block));
  return found?.[0] ?? null;
}

type Groups = NonNullable<FlowDocument["groups"]>;

function withGroups(
  { groups: _former, ...flow }: FlowDocument,
  groups: readonly (readonly [string, Groups[string]])[],
): FlowDocument {
  return groups.length === 0 ? flow : { ...flow, groups: Object.fromEntries(groups) };
}
