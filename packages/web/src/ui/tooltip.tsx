import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useLandmark } from "./use-landmark.ts";
import "./tooltip.css";

export interface TooltipProps {
  readonly label: string;
  readonly keys?: string;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** One element that takes a ref and can have focus. */
  readonly children: ReactNode;
}

/** Names what it wraps, after a moment of hovering or at once on keyboard focus. */
export function Tooltip({ label, keys, side = "bottom", children }: TooltipProps) {
  const { place, onOpenChange } = useLandmark();
  return (
    <Radix.Root onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {label}
          {keys && <kbd className="tooltip-keys">{keys}</kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Once around the whole application: tooltips that follow each other come without a wait. */
export function TooltipScope({ children }: { readonly children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={150}>
      {children}
    </Radix.Provider>
  );
}
