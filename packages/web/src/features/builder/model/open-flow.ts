import type { FlowDocument } from "@parley/flow";
import { arrange } from "./arrange.ts";
import { inOrder } from "./edit-notes.ts";

/** A flow as the canvas takes it: every block has a place, every note an id. Twice is the same as once. */
export function openFlow(flow: FlowDocument): FlowDocument {
  return withNoteIds(withPlaces(flow));
}

function withPlaces(flow: FlowDocument): FlowDocument {
  const missing = Object.keys(flow.blocks).filter((id) => !flow.layout?.[id]);
  if (missing.length === 0) return flow;
  const places = arrange(flow);
  const own = missing.length === Object.keys(flow.blocks).length ? {} : flow.layout;
  return { ...flow, layout: { ...Object.fromEntries(places), ...own } };
}

function withNoteIds(flow: FlowDocument): FlowDocument {
  if (!flow.notes?.some(({ id }) => id === undefined)) return flow;
  const taken = new Set(flow.notes.flatMap(({ id }) => id ?? []));
  const notes = flow.notes.map((note, index) => {
    if (note.id !== undefined) return note;
    // Two people who open the same file have to come to the same ids.
    let id = `note${index + 1}`;
    while (taken.has(id)) id = `${id}x`;
    taken.add(id);
    return { ...note, id };
  });
  return { ...flow, notes: inOrder(notes) };
}
