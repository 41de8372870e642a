import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function VersionsPage() {
  return <Page crumbs={[{ label: "VersionsPage" }]}>…</Page>;
}
