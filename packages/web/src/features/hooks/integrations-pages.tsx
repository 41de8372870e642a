import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function DeveloperToolsPage() {
  return <Page crumbs={[{ label: "DeveloperToolsPage" }]}>…</Page>;
}

/** To be drawn. */
export function HookPage() {
  return <Page crumbs={[{ label: "HookPage" }]}>…</Page>;
}

/** To be drawn. */
export function InspectorPage() {
  return <Page crumbs={[{ label: "InspectorPage" }]}>…</Page>;
}
