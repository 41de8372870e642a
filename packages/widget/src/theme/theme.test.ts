import fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "../wire/config.ts";
import { contrast, parseHex, type Rgb, toHex } from "./colour.ts";
import { schemeOf, themeTokens } from "./theme.ts";

const surfaces: Record<"light" | "dark", Rgb> = { light: [255, 255, 255], dark: [23, 25, 28] };
const colours = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map(([red, green, blue]) => toHex([red, green, blue]));

function rgb(token: string | undefined): Rgb {
  const colour = parseHex(token ?? "");
  if (!colour) throw new Error(`Not a colour: ${token}`);
  return colour;
}

test("whatever the brand's accent, text on it and text in it can be read", () => {
  fc.assert(
    fc.property(colours, fc.constantFrom("light" as const, "dark" as const), (accent, scheme) => {
      const tokens = themeTokens(readConfig({ accent }).look, scheme);
      const tint = rgb(tokens["--accent-tint"]);
      const accentText = rgb(tokens["--accent-text"]);
      expect(contrast(rgb(tokens["--on-accent"]), rgb(tokens["--accent"]))).toBeGreaterThanOrEqual(
        4.5,
      );
      expect(contrast(accentText, surfaces[scheme])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(accentText, tint)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 2000 },
  );
});

test("a brand whose colour can be read is left alone", () => {
  expect(themeTokens(readConfig({ accent: "#0e7c66" }).look, "light")["--accent"]).toBe("#0e7c66");
});

test("contrast is measured as WCAG does", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

test("the channel's choice beats the visitor's system", () => {
  expect([schemeOf("dark", false), schemeOf("light", true), schemeOf("auto", true)]).toEqual([
    "dark",
    "light",
    "dark",
  ]);
});

test("a font's name cannot end its declaration", () => {
  const tokens = themeTokens(readConfig({ font: 'A";}body{display:none' }).look, "light");
  expect(tokens["--font-family-sans"]).toBe('"Abodydisplay:none", var(--font-fallback)');
});
