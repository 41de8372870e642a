import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";
import "./button.css";

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** What it does: its name for screen readers, and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly size?: "normal" | "small";
  /** Keys that do the same, as they are shown. */
  readonly keys?: string;
};

/** A button that is only an icon; its label shows on hover and focus. */
export function IconButton({ label, icon, size, keys, className, ...rest }: IconButtonProps) {
  const names = ["icon-button", size === "small" && "icon-button-small", className];
  return (
    <Tooltip label={label} {...(keys !== undefined && { keys })}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={names.filter(Boolean).join(" ")}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
