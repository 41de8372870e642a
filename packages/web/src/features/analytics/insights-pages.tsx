import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function InsightsPage() {
  return <Page crumbs={[{ label: "InsightsPage" }]}>…</Page>;
}

/** To be drawn. */
export function BotInsightsPage() {
  return <Page crumbs={[{ label: "BotInsightsPage" }]}>…</Page>;
}
