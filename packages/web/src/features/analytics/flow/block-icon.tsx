import { KindIcon } from "../../../flow-look/kind-icon.tsx";
import { kindFamily } from "../model/block-kinds.ts";
import "./block-icon.css";

/** What kind of block it is, as a picture in its family's colour; its name always stands beside it. */
export function BlockIcon({ kind }: { readonly kind: string }) {
  return (
    <span className={`block-icon block-icon-${kindFamily(kind)}`}>
      <KindIcon kind={kind} />
    </span>
  );
}
