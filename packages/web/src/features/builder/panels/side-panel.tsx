import { useReactFlow } from "@xyflow/react";
import {
  AtSign,
  Blocks,
  CircleAlert,
  FlaskConical,
  PanelLeftClose,
  Search,
  Settings2,
} from "lucide-react";
import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { KindList } from "../canvas/kind-list.tsx";
import { nextOutputOf } from "../canvas/use-canvas-actions.ts";
import { onlyOpenEnd } from "../model/edit-arrows.ts";
import { placeAfter } from "../model/place-block.ts";
import { useBuilder } from "../use-builder.ts";
import { FieldsPanel } from "./fields-panel.tsx";
import { FindPanel } from "./find-panel.tsx";
import { useProblemWords } from "./problem-words.ts";
import { ProblemsPanel } from "./problems-panel.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import "./side-panel.css";

export type SideTab = "blocks" | "find" | "fields" | "problems" | "tests" | "settings";

/** Left of the canvas: what can be added, what can be found, what is kept, what is wrong, what holds for all of it. */
export function SidePanel({
  tab,
  tests,
  onTab,
}: {
  readonly tab: SideTab;
  /** The flow's tests, drawn when their tab is open. */
  readonly tests: ReactNode;
  /** `null` folds the panel away. */
  readonly onTab: (tab: SideTab | null) => void;
}) {
  const { isReadOnly } = useActions();
  const problems = useProblemWords();
  const tabs: readonly (readonly [SideTab, string, ReactNode])[] = [
    ...(isReadOnly ? [] : [["blocks", t("Blocks"), <Blocks key="b" />] as const]),
    ["find", t("Find"), <Search key="f" />],
    ["fields", t("Fields"), <AtSign key="a" />],
    ["problems", problems.label, <CircleAlert key="p" />],
    ["tests", t("Tests"), <FlaskConical key="t" />],
    ["settings", t("Settings"), <Settings2 key="s" />],
  ];
  return (
    <Tabs.Root
      className="side"
      role="complementary"
      aria-label={t("Blocks, find and problems")}
      value={tab}
      onValueChange={(next) => onTab(tabs.find(([id]) => id === next)?.[0] ?? null)}
    >
      <div className="side-head">
        <Tabs.List className="side-tabs" aria-label={t("Blocks, find and problems")}>
          {tabs.map(([id, label, icon]) => (
            <Tabs.Trigger key={id} value={id} asChild>
              <IconButton
                size="small"
                className={
                  id === "problems" && problems.isMarked ? "side-tab side-tab-marked" : "side-tab"
                }
                label={label}
                icon={icon}
              />
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <IconButton
          size="small"
          label={t("Hide")}
          icon={<PanelLeftClose />}
          onClick={() => onTab(null)}
        />
      </div>
      <Tabs.Content className="side-work" value={tab} tabIndex={-1}>
        {tab === "blocks" && !isReadOnly && <Palette />}
        {tab === "find" && <FindPanel />}
        {tab === "fields" && <FieldsPanel />}
        {tab === "problems" && <ProblemsPanel />}
        {tab === "tests" && tests}
        {tab === "settings" && <SettingsPanel />}
      </Tabs.Content>
    </Tabs.Root>
  );
}

/**
 * A click puts a block after the one that is selected, else where the flow has its only loose end, else into the
 * middle; it can be dragged to a place as well.
 */
function Palette() {
  const builder = useBuilder();
  const actions = useActions();
  const { screenToFlowPosition } = useReactFlow();
  const add = (kind: string) => {
    const { history, selected } = builder.read();
    const flow = history.document;
    const [chosen] = [...selected].filter((id) => id in flow.blocks);
    const from = chosen === undefined ? onlyOpenEnd(flow) : nextOutputOf(flow, chosen);
    const after = chosen ?? from?.block;
    if (after === undefined || selected.size > 1) {
      const place = screenToFlowPosition({ x: innerWidth / 2, y: innerHeight / 2 });
      return actions.add(kind, { place });
    }
    const isFree = from && !(from.output in (flow.blocks[after]?.next ?? {}));
    actions.add(kind, { place: placeAfter(flow, after), ...(isFree && { from }) });
  };
  return <KindList isDraggable onChoose={add} />;
}
