import type { Channel } from "@parley/contract";
import { agentIdleMinutes } from "../../features/channels/agent-idle.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** The newer of the chat's two renderers; what `version` says until the owner says otherwise. */
const newestRenderer = "3.1.0";

/** A channel as the platform API shows it. */
export function presentChannel(
  channel: ChannelRecord,
  around: {
    readonly chats: number;
    readonly hooks: readonly { readonly id: number }[];
    /** An API channel's own hook. */
    readonly ownHook: { readonly id: number; readonly url: string } | null;
    readonly publicUrl: string;
  },
): Channel {
  const { settings } = channel;
  const version = textIn(settings, "version") || newestRenderer;
  return {
    id: channel.id,
    uuid: channel.uuid,
    name: channel.name,
    type: channel.type,
    active: channel.isActive,
    created_at: wireSecondsOfMs(channel.createdMs),
    token: channel.token,
    chats: around.chats,
    hooks: [...around.hooks],
    ...(channel.type === "apichat" && {
      hook_id: around.ownHook?.id ?? null,
      hook_url: around.ownHook?.url ?? null,
    }),
    hsm: 0,
    version,
    landbot: { version },
    bots: channel.botId === null ? [] : [{ id: channel.botId }],
    style: textIn(settings, "style"),
    foot: textIn(settings, "foot"),
    design: recordIn(settings, "design"),
    text: recordIn(settings, "text"),
    brand_name: textIn(settings, "brand_name"),
    tagline: textIn(settings, "tagline"),
    typing_options: recordIn(settings, "typing_options"),
    ...presentLook(settings),
    agent_idle_minutes: agentIdleMinutes(channel),
    config_url: `${around.publicUrl}/v3/${channel.token}/index.json`,
  };
}

/** The web chat's look, with what holds where the owner set nothing. */
function presentLook(settings: Settings) {
  const { allowed_sites: sites, font_size: size } = settings;
  return {
    accent: textIn(settings, "accent"),
    avatar_url: textIn(settings, "avatar_url"),
    font_size: typeof size === "number" ? size : 15,
    dark: settings.dark === true,
    light: settings.light === true,
    branding: settings.branding !== false,
    allowed_sites: Array.isArray(sites) ? sites.filter((it) => typeof it === "string") : null,
  };
}

type Settings = ChannelRecord["settings"];

function textIn(settings: Settings, key: string): string {
  const value = settings[key];
  return typeof value === "string" ? value : "";
}

function recordIn(settings: Settings, key: string): Record<string, unknown> {
  const value = settings[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
