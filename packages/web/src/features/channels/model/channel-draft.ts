import type { Channel } from "@parley/contract";

/** A channel's settings as forms hold them. */
export interface ChannelDraft {
  readonly name: string;
  /** Empty: nobody answers. */
  readonly bot: string;
  readonly idleMinutes: string;
  readonly brandName: string;
  readonly tagline: string;
  readonly avatarUrl: string;
  readonly accent: string;
  readonly background: string;
  readonly radius: string;
  readonly fontSize: string;
  readonly scheme: "auto" | "light" | "dark";
  readonly position: "right" | "left";
  readonly hasBranding: boolean;
  readonly css: string;
  /** The chat's words that differ from its own. */
  readonly words: Readonly<Record<string, string>>;
  readonly isAnywhere: boolean;
  /** One site a line. */
  readonly sites: string;
  readonly hookUrl: string;
}

/** The settings as they are. */
export function channelDraft(channel: Channel): ChannelDraft {
  const { design, allowed_sites: sites } = channel;
  return {
    name: channel.name,
    bot: String(channel.bots[0]?.id ?? ""),
    idleMinutes: String(channel.agent_idle_minutes),
    brandName: channel.brand_name,
    tagline: channel.tagline,
    avatarUrl: channel.avatar_url,
    accent: channel.accent,
    background: textIn(design, "background"),
    radius: textIn(design, "radius"),
    fontSize: String(channel.font_size),
    scheme: channel.dark ? "dark" : channel.light ? "light" : "auto",
    position: design.position === "left" ? "left" : "right",
    hasBranding: channel.branding,
    css: channel.style,
    words: textsIn(channel.text),
    isAnywhere: sites === null,
    sites: (sites ?? []).join("\n"),
    hookUrl: channel.hook_url ?? "",
  };
}

/**
 * What was changed, as the API takes it. `design` and `text` are written as wholes: only what this form changed is set
 * in the newest ones, so that all else stays.
 */
export function channelChanges(
  channel: Channel,
  draft: ChannelDraft,
  newest: Channel = channel,
): Readonly<Record<string, unknown>> {
  const before = channelDraft(channel);
  const design = differing(designOf(before), designOf(draft));
  const words = differing(before.words, draft.words);
  return {
    ...differing(wireOf(before), wireOf(draft)),
    ...(Object.keys(design).length > 0 && { design: merged(newest.design, design) }),
    ...(Object.keys(words).length > 0 && { text: merged(newest.text, words) }),
  };
}

/** The sites that a text names, one a line; a page's address counts for its site. */
export function readSites(text: string): readonly string[] {
  const sites = text
    .split(/[\s,]+/)
    .filter((line) => line !== "")
    .map((line) => line.replace(/^(https?:\/\/[^/]+)\/.*$/i, "$1"))
    .map((line) => (/^https?:\/\//i.test(line) ? line : `https://${line}`));
  return [...new Set(sites)];
}

function wireOf(draft: ChannelDraft): Record<string, unknown> {
  return {
    ...{ name: draft.name, bot_id: draft.bot === "" ? null : Number(draft.bot) },
    ...{ agent_idle_minutes: numberOf(draft.idleMinutes), brand_name: draft.brandName },
    ...{ tagline: draft.tagline, avatar_url: draft.avatarUrl, accent: draft.accent },
    ...{ font_size: numberOf(draft.fontSize), branding: draft.hasBranding, style: draft.css },
    ...{ dark: draft.scheme === "dark", light: draft.scheme === "light" },
    allowed_sites: draft.isAnywhere ? null : readSites(draft.sites),
    hook_url: draft.hookUrl === "" ? null : draft.hookUrl,
  };
}

function designOf({ background, radius, position }: ChannelDraft): Record<string, unknown> {
  return { background, radius: numberOf(radius) ?? "", position };
}

type Loose = Readonly<Record<string, unknown>>;

/** The keys whose values are others now, with the new values; one that went has an empty one. */
function differing(before: Loose, after: Loose): Record<string, unknown> {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const changed = Object.entries(after).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[key]),
  );
  return Object.fromEntries([...gone.map((key) => [key, ""]), ...changed]);
}

/** A record with some keys set anew; an empty value takes its key away. */
function merged(record: Loose, values: Loose): Record<string, unknown> {
  const all = Object.entries({ ...record, ...values });
  return Object.fromEntries(all.filter(([, value]) => value !== ""));
}

function textIn(record: Readonly<Record<string, unknown>>, key: string): string {
  const value = record[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function textsIn(record: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

const numberOf = (text: string): number | undefined =>
  text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
