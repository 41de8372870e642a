import type { ComponentProps, ReactNode } from "react";
import "./button.css";

export type ButtonProps = Omit<ComponentProps<"button">, "children"> & {
  readonly children: ReactNode;
  /** `primary`: the one thing to do on this screen. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "normal" | "small";
  readonly icon?: ReactNode;
  /** Work is under way: the button waits, keeps its width and says so to screen readers. */
  readonly isBusy?: boolean;
};

/** A button with a verb on it. */
export function Button(props: ButtonProps) {
  const { look = "plain", size = "normal", icon, isBusy, children, className, ...rest } = props;
  const names = ["button", `button-${look}`, size === "small" && "button-small", className];
  return (
    <button
      type="button"
      {...rest}
      className={names.filter(Boolean).join(" ")}
      aria-busy={isBusy || undefined}
      disabled={rest.disabled || isBusy}
    >
      {icon && <span className="button-icon">{icon}</span>}
      <span className="button-words">{children}</span>
    </button>
  );
}
