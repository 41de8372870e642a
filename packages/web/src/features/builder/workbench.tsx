import { ReactFlowProvider } from "@xyflow/react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { AddingMenu } from "./canvas/adding-menu.tsx";
import { Canvas } from "./canvas/canvas.tsx";
import { ActionsContext, type Adding } from "./canvas/canvas-actions.ts";
import { CardMenu } from "./canvas/card-menu.tsx";
import { focusDrawn } from "./canvas/focus-drawn.ts";
import { useCanvasActions } from "./canvas/use-canvas-actions.ts";
import { useChosenInView } from "./canvas/use-chosen-in-view.ts";
import { CommentDialog } from "./comments/comment-dialog.tsx";
import { CommentPins } from "./comments/comment-pins.tsx";
import type { CommentPlace } from "./comments/comment-place.ts";
import type { Point } from "./model/edit-blocks.ts";
import { ConnectDialog } from "./panels/connect-dialog.tsx";
import { focusSetting } from "./panels/focus-setting.ts";
import { KeysDialog } from "./panels/keys-dialog.tsx";
import { RenameDialog } from "./panels/rename-dialog.tsx";
import { SidePanel, type SideTab } from "./panels/side-panel.tsx";
import { SideRail } from "./panels/side-rail.tsx";
import { TestsTab } from "./panels/tests-tab.tsx";
import { useBuilder } from "./use-builder.ts";
import { useChosenBlock } from "./use-chosen-block.ts";
import { useKeys } from "./use-keys.ts";
import "./workbench.css";

export interface WorkbenchProps {
  readonly bot: { readonly id: number };
  readonly isReadOnly: boolean;
  /** Right of the canvas: the inspector, the chat. */
  readonly right: ReactNode;
  readonly onOpenInspector: () => void;
  readonly onTry: () => void;
  /** A dialog over all of it. */
  readonly children?: ReactNode;
}

/** From here on there is room for the palette, the flow and the chat beside each other. */
const roomyPx = 1200;

/** Below this the side panel lies over the canvas. */
const drawerPx = 1024;

/** Below this the chat and the form of a block lie over the side panel. */
const phonePx = 768;

type Opened =
  | { readonly kind: "adding"; readonly adding: Adding }
  | { readonly kind: "menu"; readonly id: string; readonly at: Point }
  | { readonly kind: "rename" | "connect"; readonly id: string }
  | { readonly kind: "comment"; readonly place: CommentPlace }
  | { readonly kind: "keys" };

/** The builder's own work: palette, canvas, inspector, and whatever opens over them. */
export function Workbench(props: WorkbenchProps) {
  return (
    <ReactFlowProvider>
      <Bench {...props} />
    </ReactFlowProvider>
  );
}

function Bench({ bot, isReadOnly, right, onOpenInspector, onTry, children }: WorkbenchProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [tab, setTab] = useState<SideTab | null>(() =>
    isReadOnly || innerWidth < roomyPx ? null : "blocks",
  );
  useDrawer(() => setTab(null));
  // A menu closes after what was chosen in it has opened: that is to stay.
  const close = useCallback(() => {
    setOpened((now) => (now === opened ? null : now));
    if (opened && "id" in opened) returnTo(opened.id);
  }, [opened]);
  const builder = useBuilder();
  const leadTo = useCallback(
    (to: SideTab) => {
      if (innerWidth < phonePx) {
        onOpenInspector();
        builder.select([]);
      }
      setTab(to);
    },
    [builder, onOpenInspector],
  );
  const openings = useMemo(
    () => ({
      openAdding: (adding: Adding) => setOpened({ kind: "adding", adding }),
      openMenu: (id: string, at: Point) => setOpened({ kind: "menu", id, at }),
      comment: (place: CommentPlace) => setOpened({ kind: "comment", place }),
      rename: (id: string) => setOpened({ kind: "rename", id }),
      openInspector: onOpenInspector,
      openFields: () => leadTo("fields"),
      openSetting: (path: readonly string[]) => {
        leadTo("settings");
        focusSetting(path);
      },
    }),
    [onOpenInspector, leadTo],
  );
  const actions = useCanvasActions(openings, isReadOnly);
  useChosenInView();
  return (
    <ActionsContext value={actions}>
      <Keys onTab={setTab} onOpen={setOpened} />
      <div className="workbench">
        {tab === null ? (
          <SideRail onTab={setTab} />
        ) : (
          <SidePanel tab={tab} tests={<TestsTab bot={bot} onTry={onTry} />} onTab={setTab} />
        )}
        <div className="workbench-canvas">
          <Canvas>
            <CommentPins bot={bot.id} isReadOnly={isReadOnly} />
          </Canvas>
        </div>
        {right}
      </div>
      {children}
      {opened && <Over bot={bot.id} opened={opened} onClose={close} />}
    </ActionsContext>
  );
}

/** What a menu has opened does not know where the focus was before the menu: it was on the block. */
function returnTo(block: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body)
      focusDrawn(`.react-flow__node[data-id="${CSS.escape(block)}"]`);
  });
}

/** Where the side panel lies over the canvas, it goes once a block was chosen: that and its form need the room. */
function useDrawer(onClose: () => void): void {
  const chosen = useChosenBlock();
  const [former, setFormer] = useState(chosen);
  if (chosen === former) return;
  setFormer(chosen);
  if (chosen !== null && innerWidth < drawerPx) onClose();
}

function Keys({
  onTab,
  onOpen,
}: {
  readonly onTab: (tab: SideTab) => void;
  readonly onOpen: (opened: Opened) => void;
}) {
  const openings = useMemo(
    () => ({
      find: () => onTab("find"),
      problems: () => onTab("problems"),
      settings: () => onTab("settings"),
      keys: () => onOpen({ kind: "keys" }),
      connect: (id: string) => onOpen({ kind: "connect", id }),
    }),
    [onTab, onOpen],
  );
  useKeys(openings);
  return null;
}

function Over({
  bot,
  opened,
  onClose,
}: {
  readonly bot: number;
  readonly opened: Opened;
  readonly onClose: () => void;
}) {
  if (opened.kind === "adding") return <AddingMenu adding={opened.adding} onClose={onClose} />;
  if (opened.kind === "menu") return <CardMenu id={opened.id} at={opened.at} onClose={onClose} />;
  if (opened.kind === "rename") return <RenameDialog block={opened.id} onClose={onClose} />;
  if (opened.kind === "connect") return <ConnectDialog block={opened.id} onClose={onClose} />;
  if (opened.kind === "comment")
    return <CommentDialog bot={bot} place={opened.place} onClose={onClose} />;
  return <KeysDialog onClose={onClose} />;
}
