import type { ChannelDraft } from "./channel-draft.ts";

/** The chat's accent where its owner chose none. */
export const usualAccent = "#0f766e";

/**
 * The chat's configuration with a draft's look and words over it, for a preview: always with a greeting, so that there is
 * something to look at.
 */
export function previewConfig(
  config: Readonly<Record<string, unknown>>,
  draft: ChannelDraft,
  sample: readonly string[],
): Record<string, unknown> {
  const greeting = Array.isArray(config.welcome) && config.welcome.length > 0;
  return {
    ...config,
    ...{ name: draft.name, brand_name: draft.brandName || draft.name, tagline: draft.tagline },
    ...{
      avatar_url: draft.avatarUrl,
      accent: draft.accent || usualAccent,
      branding: draft.hasBranding,
    },
    ...{ dark: draft.scheme === "dark", light: draft.scheme === "light", style: draft.css },
    font_size: Number(draft.fontSize) || 15,
    design: {
      ...asRecord(config.design),
      background: draft.background,
      radius: draft.radius === "" ? undefined : Number(draft.radius),
    },
    text: { ...asRecord(config.text), ...draft.words },
    storage_off: true,
    welcome: greeting ? config.welcome : sample.map(sampleMessage),
    parley: { ...asRecord(config.parley), static_greeting: true },
  };
}

/** In the form of a greeting; the last one offers an answer, so that the accent is seen. */
function sampleMessage(message: string, at: number, all: readonly string[]) {
  const common = {
    samurai: -1,
    author: "bot",
    seq: at + 1,
    extra: { id: `sample_${at}`, welcome: true },
  };
  if (at < all.length - 1 || all.length < 2)
    return { ...common, type: "text", message, rich_text: message };
  return {
    ...common,
    ...{ type: "dialog", title: message, message, rich_text: message },
    ...{ buttons: ["👍", "👎"], payloads: ["$0", "$1"], urls: [null, null] },
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
