import { KindIcon } from "./kind-icon.tsx";
import "./kind-tile.css";

/** What a block is for. */
export type Family = "say" | "ask" | "logic" | "data" | "outside" | "human" | "unknown";

/** The picture of a kind of block in its family's colour; its name always stands beside it. */
export function KindTile({ kind, family }: { readonly kind: string; readonly family: Family }) {
  return (
    <span className={`kind-tile family-${family}`}>
      <KindIcon kind={kind} />
    </span>
  );
}
