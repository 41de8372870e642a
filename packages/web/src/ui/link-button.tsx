import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "./button.css";

export type LinkButtonProps = LinkProps & {
  readonly children: ReactNode;
  readonly look?: "primary" | "plain" | "quiet";
  readonly icon?: ReactNode;
};

/** Leads to another screen, and looks like the button that it stands beside. */
export function LinkButton({ look = "plain", icon, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={`button button-${look} button-link`}>
      {icon && <span className="button-icon">{icon}</span>}
      <span className="button-words">{children}</span>
    </Link>
  );
}
