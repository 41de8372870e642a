import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function ChannelsPage() {
  return <Page crumbs={[{ label: "ChannelsPage" }]}>…</Page>;
}

/** To be drawn. */
export function ChannelPage() {
  return <Page crumbs={[{ label: "ChannelPage" }]}>…</Page>;
}
