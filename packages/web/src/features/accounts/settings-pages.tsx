import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function AccountPage() {
  return <Page crumbs={[{ label: "AccountPage" }]}>…</Page>;
}

/** To be drawn. */
export function PeoplePage() {
  return <Page crumbs={[{ label: "PeoplePage" }]}>…</Page>;
}
