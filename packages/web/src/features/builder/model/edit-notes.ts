import type { FlowDocument } from "@parley/flow";
import { type Point, snapped } from "./edit-blocks.ts";

type Notes = NonNullable<FlowDocument["notes"]>;

/** Puts a note on the canvas. */
export function addNote(flow: FlowDocument, id: string, text: string, at: Point): FlowDocument {
  return { ...flow, notes: inOrder([...(flow.notes ?? []), { id, text, ...snapped(at) }]) };
}

/** Says something else on a note. */
export function writeNote(flow: FlowDocument, id: string, text: string): FlowDocument {
  return withNotes(flow, (notes) =>
    notes.map((note) => (note.id === id ? { ...note, text } : note)),
  );
}

/** Takes notes off the canvas. */
export function deleteNotes(flow: FlowDocument, ids: readonly string[]): FlowDocument {
  const kept = (note: Notes[number]) => note.id === undefined || !ids.includes(note.id);
  return flow.notes?.every(kept) ? flow : withNotes(flow, (notes) => notes.filter(kept));
}

/** Notes by their ids: a set that two editors of one flow write in the same order. */
export function inOrder(notes: Notes): Notes {
  return notes.toSorted((a, b) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1));
}

function withNotes(flow: FlowDocument, change: (notes: Notes) => Notes): FlowDocument {
  const { notes: former, ...rest } = flow;
  if (!former) return flow;
  const notes = change(former);
  return notes.length === 0 ? rest : { ...rest, notes };
}
