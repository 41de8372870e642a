import { useParams } from "@tanstack/react-router";
import { DeveloperTools } from "./developer-tools.tsx";
import { HookScreen } from "./hook/hook-screen.tsx";
import { InspectorScreen } from "./inspectors/inspector-screen.tsx";

/** `/integrations`: keys, hooks, inspectors, and what webhook blocks asked for. */
export function DeveloperToolsPage() {
  return <DeveloperTools />;
}

/** `/integrations/message-hooks/$channelId/$hookId`: one hook, its log and its settings. */
export function HookPage() {
  const { channelId, hookId } = useParams({ strict: false }) as {
    readonly channelId: string;
    readonly hookId: string;
  };
  return <HookScreen key={hookId} channelId={Number(channelId)} hookId={Number(hookId)} />;
}

/** `/integrations/inspectors/$inspectorId`: what one inspector is sent. */
export function InspectorPage() {
  const { inspectorId } = useParams({ strict: false }) as { readonly inspectorId: string };
  return <InspectorScreen key={inspectorId} id={Number(inspectorId)} />;
}
