import type { ChannelDraft } from "./channel-draft.ts";

/** The chat's accent where its owner chose none. */
export const usualAccent = "#0f766e";

/** What is said where there is no greeting to show. */
export interface PreviewSample {
  readonly words: string;
  readonly question: string;
  readonly answers: readonly string[];
}

/**
 * The chat's configuration with a draft's look and words over it, for a preview: always with a greeting, so that there is
 * something to look at.
 */
export function previewConfig(
  config: Readonly<Record<string, unknown>>,
  draft: ChannelDraft,
  sample: PreviewSample,
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
    welcome: greeting ? config.welcome : sampleGreeting(sample),
    parley: { ...asRecord(config.parley), static_greeting: true },
  };
}

/** In the form of a greeting; the question offers answers, so that the accent is seen. */
function sampleGreeting({ words, question, answers }: PreviewSample) {
  const common = (at: number) => ({
    ...{ samurai: -1, author: "bot", seq: at, extra: { id: `sample_${at}`, welcome: true } },
  });
  return [
    { ...common(1), type: "text", message: words, rich_text: words },
    {
      ...common(2),
      ...{ type: "dialog", title: question, message: question, rich_text: question },
      ...{
        buttons: answers,
        payloads: answers.map((_, at) => `$${at}`),
        urls: answers.map(() => null),
      },
    },
  ];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
