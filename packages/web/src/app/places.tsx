import { Bot, ChartNoAxesColumn, MessageSquare, Settings, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../ui/words.ts";

/** A screen that one can always go to. */
export interface Place {
  readonly to: "/bots" | "/channels" | "/integrations" | "/insights" | "/settings";
  readonly label: string;
  readonly icon: ReactNode;
  /** After `G`. */
  readonly key: string;
}

/** Where one can go, in the order of the rail. */
export function listPlaces(): readonly Place[] {
  return [
    { to: "/bots", label: t("Bots"), icon: <Bot />, key: "b" },
    { to: "/channels", label: t("Channels"), icon: <MessageSquare />, key: "c" },
    { to: "/integrations", label: t("Integrations"), icon: <Webhook />, key: "n" },
    { to: "/insights", label: t("Insights"), icon: <ChartNoAxesColumn />, key: "i" },
    { to: "/settings", label: t("Settings"), icon: <Settings />, key: "s" },
  ];
}
