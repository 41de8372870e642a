import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./menu.css";

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** `null` draws a line. */
  readonly items: readonly (MenuItem | null)[];
  readonly align?: "start" | "end";
  readonly side?: "top" | "right" | "bottom";
  /** Above the items: whose menu this is. */
  readonly heading?: ReactNode;
}

/** What can be done with something. */
export function Menu({ trigger, items, align = "end", side = "bottom", heading }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="menu"
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          {heading && <Radix.Label className="menu-heading">{heading}</Radix.Label>}
          {items.map((item, at) =>
            item === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name, and lists of items do not move
              <Radix.Separator key={`line-${at}`} className="menu-line" />
            ) : (
              <Row key={item.label} {...item} />
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Row({ label, icon, keys, isDanger, isDisabled = false, onSelect }: MenuItem) {
  return (
    <Radix.Item
      className={isDanger ? "menu-item menu-danger" : "menu-item"}
      disabled={isDisabled}
      onSelect={onSelect}
    >
      <span className="menu-icon">{icon}</span>
      <span className="menu-label">{label}</span>
      {keys && <kbd className="menu-keys">{keys}</kbd>}
    </Radix.Item>
  );
}
