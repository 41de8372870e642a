import type { Look } from "../wire/config.ts";
import { mix, parseHex, type Rgb, readableOn, textOn, toHex } from "./colour.ts";

export type Scheme = "light" | "dark";

const surfaces: Readonly<Record<Scheme, Rgb>> = { light: [255, 255, 255], dark: [23, 25, 28] };
// The product's own teal, oklch(0.55 0.11 195).
const ownAccent: Rgb = [0, 127, 131];

/** The tokens that a channel's look decides; all others stand in the style sheet. */
export function themeTokens(look: Look, scheme: Scheme): Readonly<Record<string, string>> {
  const accent = parseHex(look.accent) ?? ownAccent;
  const surface = surfaceOf(look, scheme);
  const { ground, text } = textOn(accent);
  const onSurface = readableOn(accent, surface, 4.5);
  const tint = mix(surface, accent, scheme === "dark" ? 0.16 : 0.08);
  return {
    "--accent": toHex(ground),
    "--accent-hover": toHex(mix(ground, text, 0.1)),
    "--on-accent": toHex(text),
    "--accent-text": toHex(readableOn(onSurface, tint, 4.5)),
    "--accent-line": toHex(mix(surface, readableOn(accent, surface, 3), 0.55)),
    "--accent-tint": toHex(tint),
    ...(look.font && { "--font-family-sans": `${quoted(look.font)}, var(--font-fallback)` }),
    "--font-size": `${Math.min(20, Math.max(13, look.fontSize))}px`,
    ...(look.radius !== undefined && { "--radius-bubble": `${look.radius}px` }),
    ...(scheme === "light" && look.background && { "--background": toHex(surface) }),
  };
}

/** Which of the two schemes a channel wants, given what the visitor's system prefers. */
export function schemeOf(wanted: Look["scheme"], prefersDark: boolean): Scheme {
  if (wanted !== "auto") return wanted;
  return prefersDark ? "dark" : "light";
}

function surfaceOf(look: Look, scheme: Scheme): Rgb {
  const own = scheme === "light" ? parseHex(look.background) : null;
  return own ?? surfaces[scheme];
}

function quoted(font: string): string {
  return `"${font.replaceAll(/["\\\n;{}]/g, "")}"`;
}
