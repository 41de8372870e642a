/** Where something lies on the screen. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The part of a canvas that no panel lies over: panels come from a side, or from below where they are as wide as it. */
export function freePart(canvas: Edges, panels: readonly Edges[]): Edges {
  return panels.reduce(without, canvas);
}

function without(free: Edges, panel: Edges): Edges {
  const { left, top, right, bottom } = free;
  const isOver =
    panel.left < right && left < panel.right && panel.top < bottom && top < panel.bottom;
  if (!isOver) return free;
  const isWide = panel.left <= left && right <= panel.right;
  // A panel over everything leaves nothing to aim at.
  if (isWide) return panel.top <= top ? free : { left, top, right, bottom: panel.top };
  const isLeft = panel.left + panel.right < left + right;
  // Not by spreading: a box of the browser's has nothing of its own.
  return { left: isLeft ? panel.right : left, top, right: isLeft ? right : panel.left, bottom };
}
