/** Red, green, blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** Reads `#rgb` and `#rrggbb`, with or without an opacity; null for anything else. */
export function parseHex(text: string): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{1,2})?$/i.exec(text.trim())?.[1];
  if (!digits) return null;
  const full = digits.length === 3 ? [...digits].map((one) => one + one).join("") : digits;
  const part = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** The colour as `#rrggbb`. */
export function toHex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Contrast of two colours after WCAG 2, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** `share` of `b` in `a`, 0 to 1. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  // Whole numbers: contrast is judged on the colour that will be shown.
  const part = (index: 0 | 1 | 2) => Math.round(a[index] + (b[index] - a[index]) * share);
  return [part(0), part(1), part(2)];
}

/** The colour nearest to `colour` that stands out from `ground` by `ratio`: towards black or white. */
export function readableOn(colour: Rgb, ground: Rgb, ratio: number): Rgb {
  const target = luminance(ground) > 0.18 ? black : white;
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(colour, target, share);
    if (contrast(candidate, ground) >= ratio) return candidate;
  }
  return target;
}

/** A ground of the brand's colour and a text on it that can be read (4.5). White text where it nearly fits. */
export function textOn(colour: Rgb): { readonly ground: Rgb; readonly text: Rgb } {
  if (contrast(white, colour) >= 4.5) return { ground: colour, text: white };
  // A tone slightly too light for white is darkened: most brands set white on it.
  if (contrast(white, colour) >= 3) return { ground: readableOn(colour, white, 4.5), text: white };
  return { ground: colour, text: readableOn([24, 24, 27], colour, 4.5) };
}

function luminance(colour: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}
