import { Link } from "@tanstack/react-router";
import { Bot, ChartNoAxesColumn, MessageSquare, Settings, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { Tooltip } from "../ui/tooltip.tsx";
import { t } from "../ui/words.ts";

interface Place {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
}

const places = (): readonly Place[] => [
  { to: "/bots", label: t("Bots"), icon: <Bot /> },
  { to: "/channels", label: t("Channels"), icon: <MessageSquare /> },
  { to: "/integrations", label: t("Integrations"), icon: <Webhook /> },
  { to: "/insights", label: t("Insights"), icon: <ChartNoAxesColumn /> },
  { to: "/settings", label: t("Settings"), icon: <Settings /> },
];

/** Where one can go. */
export function Rail() {
  return (
    <nav className="rail" aria-label={t("Main")}>
      <ul className="rail-places">
        {places().map(({ to, label, icon }) => (
          <li key={to}>
            <Tooltip label={label} side="right">
              <Link to={to} className="rail-place" aria-label={label}>
                {icon}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  );
}
