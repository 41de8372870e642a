import {
  Copy,
  CopyPlus,
  Group,
  Hash,
  MessageCircle,
  Pencil,
  Play,
  StickyNote,
  Trash2,
} from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useFormerFocus } from "../../../ui/use-former-focus.ts";
import { t } from "../../../ui/words.ts";
import { cornerOfBlock } from "../comments/comment-place.ts";
import { keyWords } from "../keys.ts";
import type { Point } from "../model/edit-blocks.ts";
import { useFlow } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";
import "../../../ui/menu.css";

interface Item {
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly run: () => void;
}

/** What can be done with a block, at a point of the screen. */
export function CardMenu({
  id,
  at,
  onClose,
}: {
  readonly id: string;
  readonly at: Point;
  readonly onClose: () => void;
}) {
  const items = useItems(id);
  const returnFocus = useFormerFocus(true);
  return (
    <Radix.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger
        className="menu-anchor"
        style={{ left: at.x, top: at.y }}
        aria-hidden
        tabIndex={-1}
      />
      <Radix.Portal>
        <Radix.Content
          className="menu"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          onCloseAutoFocus={returnFocus}
        >
          <Radix.Label className="menu-heading menu-id">{id}</Radix.Label>
          {items.map(({ label, icon, keys, isDanger, run }) => (
            <Radix.Item
              key={label}
              className={isDanger ? "menu-item menu-danger" : "menu-item"}
              onSelect={run}
            >
              <span className="menu-icon">{icon}</span>
              <span className="menu-label">{label}</span>
              {keys && <kbd className="menu-keys">{keyWords(keys)}</kbd>}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function useItems(id: string): readonly Item[] {
  const actions = useActions();
  const isStart = useFlow().start === id;
  const copyId = { label: t("Copy block id"), icon: <Hash />, run: () => void actions.copyId(id) };
  if (actions.isReadOnly) return [copyId];
  return [
    copyId,
    { label: t("Rename"), icon: <Pencil />, keys: "F2", run: () => actions.rename(id) },
    { label: t("Copy"), icon: <Copy />, keys: "⌘C", run: () => void actions.copy() },
    { label: t("Duplicate"), icon: <CopyPlus />, keys: "⌘D", run: actions.duplicate },
    { label: t("Add a note"), icon: <StickyNote />, run: () => actions.addNoteBeside(id) },
    {
      ...{ label: t("Comment"), icon: <MessageCircle />, keys: "⇧C" },
      run: () => actions.comment(cornerOfBlock(id)),
    },
    { label: t("Group"), icon: <Group />, keys: "⌘G", run: actions.group },
    ...(isStart
      ? []
      : [
          { label: t("Start here"), icon: <Play />, run: () => actions.startAt(id) },
          {
            label: t("Delete"),
            icon: <Trash2 />,
            keys: "Del",
            isDanger: true,
            run: actions.remove,
          },
        ]),
  ];
}
