import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useLandmark } from "./use-landmark.ts";
import "./menu.css";

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

/** One of a few, of which one holds. */
export interface MenuChoice {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** `null` draws a line. */
  readonly items: readonly (MenuItem | MenuChoice | null)[];
  readonly align?: "start" | "end";
  readonly side?: "top" | "right" | "bottom";
  /** Above the items: whose menu this is. */
  readonly heading?: ReactNode;
}

/** What can be done with something. */
export function Menu({ trigger, items, align = "end", side = "bottom", heading }: MenuProps) {
  const { place, onOpenChange } = useLandmark();
  return (
    <Radix.Root modal={false} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          className="menu"
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          {heading && <Radix.Label className="menu-heading">{heading}</Radix.Label>}
          {items.map((item, at) => {
            // A line has no name: it stands behind what has one.
            const key = `after ${items[at - 1]?.label ?? ""}`;
            if (item === null) return <Radix.Separator key={key} className="menu-line" />;
            if ("choices" in item) return <Choice key={item.label} {...item} />;
            return <Row key={item.label} {...item} />;
          })}
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

function Choice({ label, icon, value, choices, onChoose }: MenuChoice) {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Radix.Sub>
      <Radix.SubTrigger className="menu-item">
        <span className="menu-icon">{icon}</span>
        <span className="menu-label">{label}</span>
        <span className="menu-keys">{chosen?.label}</span>
        <ChevronRight className="menu-more" aria-hidden="true" />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className="menu" sideOffset={4} collisionPadding={8}>
          <Radix.RadioGroup value={value} onValueChange={onChoose}>
            {choices.map((choice) => (
              <Radix.RadioItem key={choice.value} className="menu-item" value={choice.value}>
                <span className="menu-icon menu-mark">
                  <Radix.ItemIndicator asChild>
                    <Check />
                  </Radix.ItemIndicator>
                </span>
                <span className="menu-label">{choice.label}</span>
              </Radix.RadioItem>
            ))}
          </Radix.RadioGroup>
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}
