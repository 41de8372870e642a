import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function BotsPage() {
  return <Page crumbs={[{ label: "BotsPage" }]}>…</Page>;
}
