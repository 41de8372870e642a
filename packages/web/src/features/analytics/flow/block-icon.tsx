import { KindTile } from "../../../flow-look/kind-tile.tsx";
import { kindFamily } from "../model/block-kinds.ts";

/** What kind of block it is, as a picture in its family's colour; its name always stands beside it. */
export function BlockIcon({ kind }: { readonly kind: string }) {
  return <KindTile kind={kind} family={kindFamily(kind)} />;
}
