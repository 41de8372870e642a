import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function BuilderPage() {
  return <Page crumbs={[{ label: "BuilderPage" }]}>…</Page>;
}
