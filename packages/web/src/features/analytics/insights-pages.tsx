import { useParams } from "@tanstack/react-router";
import { BotInsights } from "./bot/bot-insights.tsx";
import { BotsGlance } from "./overview/bots-glance.tsx";
import "./insights.css";

/** All bots at a glance: `/insights`. */
export function InsightsPage() {
  return <BotsGlance />;
}

/** What one bot's conversations did: `/bots/$botId/insights`. */
export function BotInsightsPage() {
  const params: { readonly botId?: string } = useParams({ strict: false });
  return <BotInsights botId={Number(params.botId)} key={params.botId} />;
}
