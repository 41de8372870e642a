import { t } from "../../../ui/words.ts";
import { useBuilderState } from "../use-builder.ts";

/** How many of those who began came to a block, and how many of them went no further. */
export function HeatBar({ block }: { readonly block: string }) {
  const heat = useBuilderState(({ overlay }) => overlay.heat?.[block]);
  const most = useBuilderState(({ overlay, history }) =>
    overlay.heat ? (overlay.heat[history.document.start]?.entered ?? 0) : 0,
  );
  if (!heat) return null;
  const share = most > 0 ? Math.min(1, heat.entered / most) : 0;
  const lost = heat.entered > 0 ? Math.min(1, heat.dropped / heat.entered) : 0;
  const label = t("{entered} came, {dropped} went no further", {
    entered: heat.entered,
    dropped: heat.dropped,
  });
  return (
    <div className="heat" title={label} role="img" aria-label={label}>
      <span className="heat-came" style={{ width: `${share * 100}%` }}>
        <span className="heat-lost" style={{ width: `${lost * 100}%` }} />
      </span>
    </div>
  );
}
