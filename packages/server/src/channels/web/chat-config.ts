import { webContent } from "@parley/contract";
import type { Entry, Flow } from "@parley/flow";
import { limits } from "../../ingest/limits.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { staticGreeting } from "./static-greeting.ts";

/**
 * Builds `index.json`: everything that a chat needs to paint itself and to reach this server. `greeting` is the
 * flow's static one.
 */
export function chatConfig(
  channel: ChannelRecord,
  flow: Flow,
  greeting: ReturnType<typeof staticGreeting>,
  publicUrl: string,
): Record<string, unknown> {
  const { settings } = channel;
  return {
    // What the owner set, first: it may not replace what the wire depends on.
    ...defaults(channel),
    ...settings,
    accent: settings.accent || usualAccent,
    version: "3.1.0",
    channelToken: channel.token,
    brandID: channel.workspaceId,
    serverUrl: `${publicUrl}/`,
    welcomeUrl: "",
    staticUrl: `${publicUrl}/`,
    hidden_fields: Object.fromEntries(
      [...flow.declared].filter(([, it]) => it.hidden).map(([name]) => [name, name]),
    ),
    keywords: { "#back": "back", "#init": "init" },
    welcome: greeting?.map((entry, at) => welcomeMessage(entry, flow, at)) ?? [],
    parley: {
      static_greeting: greeting !== null,
      name: channel.name,
      input_limits: {
        message_bytes: limits.messageTextBytes,
        upload_bytes: limits.uploadBytes,
      },
    },
  };
}

/** Where the owner chose no colour. */
const usualAccent = "#0f766e";

function defaults({ name }: ChannelRecord): Record<string, unknown> {
  return {
    brand_name: name,
    tagline: "",
    logo: "",
    avatar_url: "",
    branding: true,
    dark: false,
    font: "",
    font_size: 15,
    design: {},
    colors: {},
    style: "",
    foot: "",
    text: {},
    storage_off: false,
    revisit: [],
    revisit_off: true,
    persistent_menu: [],
    conditional_proactives: { enabled: false, timeout: 0 },
    typing_options: {
      state: true,
      block_custom: true,
      delay: {
        is_constant: false,
        constant: 1,
        average_human_reading_speed: 300,
        max_delay: 2.5,
      },
    },
  };
}

function welcomeMessage(entry: Entry, flow: Flow, at: number): Record<string, unknown> {
  const content = "message" in entry ? webContent(entry.message) : { type: "event", extra: {} };
  const extra = { ...(content.extra as object), id: `welcome_${at}`, welcome: true };
  return { samurai: -flow.bot, author: "bot", seq: entry.seq, ...content, extra };
}
