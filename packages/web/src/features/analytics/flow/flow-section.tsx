import type { BlockInsights } from "@parley/contract";
import { lazy, Suspense, useMemo, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { t } from "../../../ui/words.ts";
import type { FlowOutline } from "../model/flow-outline.ts";
import { type FunnelOrder, funnelOf, orderFunnel } from "../model/funnel.ts";
import { pictureOf } from "../model/picture.ts";
import { FunnelList } from "./funnel-list.tsx";
import "./flow-section.css";

const FlowPicture = lazy(async () => ({
  default: (await import("./flow-picture.tsx")).FlowPicture,
}));

export interface FlowSectionProps {
  readonly botId: number;
  readonly outline: FlowOutline;
  readonly blocks: readonly BlockInsights[];
  readonly focused: string | null;
  readonly onFocus: (block: string | null) => void;
}

/** Where conversations go and where they stop: on the flow itself, and block by block. */
export function FlowSection({ botId, outline, blocks, focused, onFocus }: FlowSectionProps) {
  const [order, setOrder] = useState<FunnelOrder>("flow");
  const [isWide, setWide] = useState(() => window.matchMedia("(min-width: 721px)").matches);
  const picture = useMemo(() => pictureOf(outline, blocks), [outline, blocks]);
  const rows = useMemo(() => funnelOf(outline, blocks), [outline, blocks]);
  return (
    <Section
      title={t("Where conversations go")}
      about={t("How many came to each block, where they went on, and where they stopped.")}
      actions={
        <>
          {!isWide && <Button onClick={() => setWide(true)}>{t("Show the flow")}</Button>}
          <SegmentedControl<FunnelOrder>
            label={t("Order of the blocks")}
            options={[
              { value: "flow", label: t("As in the flow") },
              { value: "lost", label: t("Most lost") },
            ]}
            value={order}
            onChange={setOrder}
          />
        </>
      }
    >
      <div className="ways">
        {isWide && (
          <div className="ways-picture">
            <Suspense>
              <FlowPicture {...{ outline, picture, focused, onFocus }} />
            </Suspense>
          </div>
        )}
        <FunnelList rows={orderFunnel(rows, order)} {...{ botId, focused, onFocus }} />
      </div>
    </Section>
  );
}
