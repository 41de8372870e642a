import type { HookWrites, NewDelivery, Rendering } from "../ports/hooks.ts";

/** A rendering with the deliveries of it. */
interface OwedRendering {
  readonly rendering: Rendering;
  readonly deliveries: readonly NewDelivery[];
}

/** Puts each rendering together with who is owed it, in the order of entries; one that nobody is owed is left out. */
export function owedRenderings(hooks: HookWrites): readonly OwedRendering[] {
  const owed = Map.groupBy(hooks.deliveries, renderingKey);
  return hooks.renderings
    .flatMap((rendering) => {
      const deliveries = owed.get(renderingKey(rendering));
      return deliveries === undefined ? [] : [{ rendering, deliveries }];
    })
    .sort((a, b) => a.rendering.seq - b.rendering.seq);
}

/** Names a rendering within its turn. */
export function renderingKey({ seq, variant }: Pick<Rendering, "seq" | "variant">): string {
  return `${seq} ${variant}`;
}
