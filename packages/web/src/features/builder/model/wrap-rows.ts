import type { FlowDocument } from "@parley/flow";
import type { Box } from "./card-box.ts";
import type { Point } from "./edit-blocks.ts";

/** With a card a whole number of steps of the grid. */
export const columnGapPx = 100;
/** Between two rows, with room for the arrow that leads from the end of one to the begin of the next. */
export const rowGapPx = 96;
/** A row that one draws by hand goes on in the next line after so many blocks. */
export const mostColumns = 5;

const fewestColumns = 4;
/** The longest flow that there may be is seen best in rows of about forty. */
const mostTried = 60;
/** About what is seen of the canvas on a desk: rows are as long as lets one read most of the flow on it. */
const sheetPx = { width: 1040, height: 720 };
/** From here on words on cards are read with ease: what is shown so need not be wrapped. */
const readableZoom = 0.7;

type Boxes = ReadonlyMap<string, Box>;

/** Lays a flow that was drawn in one long row in several, as a text is wrapped: only where one arrow leads on, to one block. */
export function wrapRows(flow: FlowDocument, found: Boxes): ReadonlyMap<string, Point> {
  const columns = columnsOf(found);
  const boxes = inLine(columns, found);
  const cuts = cutsBetween(flow, columns);
  const lengths = Array.from({ length: mostTried }, (_, at) => fewestColumns + at);
  const tries = [columns.length, ...lengths.filter((length) => length < columns.length)];
  const laid = tries.map((length) => layRows(boxes, rowsOf(columns, cuts, length)));
  const [whole] = laid;
  const best = laid.toSorted((one, other) => other.zoom - one.zoom)[0] ?? whole;
  return (whole && whole.zoom >= readableZoom ? whole : best)?.places ?? new Map();
}

type Column = readonly string[];

function columnsOf(boxes: Boxes): readonly Column[] {
  const byMiddle = Map.groupBy(boxes.keys(), (id) => {
    const box = boxes.get(id);
    return box ? Math.round(box.x + box.width / 2) : 0;
  });
  return [...byMiddle].toSorted(([one], [other]) => one - other).map(([, ids]) => ids);
}

/** Blocks that follow each other alone stand with their heads in line, so that the arrow between them is straight. */
function inLine(columns: readonly Column[], boxes: Boxes): Boxes {
  const lined = new Map(boxes);
  let lineY: number | null = null;
  for (const [id = "", ...others] of columns) {
    const box = boxes.get(id);
    if (!box || others.length > 0) {
      lineY = null;
      continue;
    }
    lineY ??= box.y;
    lined.set(id, { ...box, y: lineY });
  }
  return lined;
}

/** After which columns a row may end: where all that goes on goes to one block, which stands alone in the next column. */
function cutsBetween(flow: FlowDocument, columns: readonly Column[]): ReadonlySet<number> {
  const columnOf = new Map(columns.flatMap((ids, at) => ids.map((id) => [id, at] as const)));
  const crossing = columns.map(() => new Set<string>());
  for (const [id, from] of columnOf)
    for (const target of Object.values(flow.blocks[id]?.next ?? {}))
      for (let at = from; at < (columnOf.get(target) ?? 0); at += 1) crossing[at]?.add(target);
  const cuts = columns.flatMap((_, at) => {
    const [only, ...others] = crossing[at] ?? [];
    const next = columns[at + 1] ?? [];
    return others.length === 0 && next.length === 1 && next[0] === only ? [at] : [];
  });
  return new Set(cuts);
}

/** Ends a row at the last place that it may end at before it is too long; where there is none, at the next one. */
function rowsOf(columns: readonly Column[], cuts: ReadonlySet<number>, length: number) {
  const ends = [...cuts, columns.length - 1].toSorted((one, other) => one - other);
  const rows: (readonly Column[])[] = [];
  let begin = 0;
  for (const [at, end] of ends.entries()) {
    const next = ends[at + 1];
    if (next !== undefined && next - begin + 1 <= length) continue;
    rows.push(columns.slice(begin, end + 1));
    begin = end + 1;
  }
  return rows.filter((row) => row.length > 0);
}

/** Puts rows below each other, and tells at what zoom all of them would be seen. */
function layRows(boxes: Boxes, rows: readonly (readonly Column[])[]) {
  const places = new Map<string, Point>();
  let [width, y] = [0, 0];
  for (const row of rows) {
    const members = row.flat().flatMap((id) => {
      const box = boxes.get(id);
      return box ? [[id, box] as const] : [];
    });
    const left = Math.min(...members.map(([, box]) => box.x));
    const top = Math.min(...members.map(([, box]) => box.y));
    for (const [id, box] of members) places.set(id, { x: box.x - left, y: box.y - top + y });
    width = Math.max(width, ...members.map(([, box]) => box.x + box.width - left));
    y += Math.max(...members.map(([, box]) => box.y + box.height)) - top + rowGapPx;
  }
  const zoom = Math.min(1, sheetPx.width / width, sheetPx.height / (y - rowGapPx));
  return { places, zoom };
}
