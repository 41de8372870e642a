import { expect, test } from "vitest";
import type { ChannelDraft } from "./channel-draft.ts";
import { previewConfig, usualAccent } from "./preview-config.ts";

const draft: ChannelDraft = {
  ...{ name: "Shop", bot: "", idleMinutes: "5", brandName: "", tagline: "Hi", avatarUrl: "" },
  ...{ accent: "#7c3aed", background: "#fff8f0", radius: "4", fontSize: "17", scheme: "dark" },
  ...{ position: "left", hasBranding: false, css: ".x{}", words: { send: "Los" } },
  ...{ isAnywhere: true, sites: "", hookUrl: "" },
};
const sample = { words: "One", question: "Two?", answers: ["Yes", "No"] };

test("a preview has the draft's look and words over what is saved", () => {
  const saved = {
    ...{ accent: "#ff0000", dark: false, text: { send: "Go", retry: "Again" } },
    ...{ design: { radius: 22, mine: 1 }, channelToken: "H-5-A" },
  };
  expect(previewConfig(saved, draft, sample)).toMatchObject({
    ...{ brand_name: "Shop", tagline: "Hi", accent: "#7c3aed", font_size: 17, dark: true },
    ...{ light: false, branding: false, style: ".x{}", channelToken: "H-5-A" },
    design: { radius: 4, background: "#fff8f0", mine: 1 },
    text: { send: "Los", retry: "Again" },
  });
  expect(previewConfig(saved, { ...draft, accent: "" }, sample).accent).toBe(usualAccent);
});

test("there is always something to look at, and nothing is kept of it", () => {
  const sampled = previewConfig({}, draft, sample);
  expect(sampled).toMatchObject({ storage_off: true, parley: { static_greeting: true } });
  expect(sampled.welcome).toMatchObject([
    { type: "text", message: "One", seq: 1 },
    { type: "dialog", title: "Two?", buttons: ["Yes", "No"], payloads: ["$0", "$1"] },
  ]);
  const greeting = [{ type: "text", message: "Ahoy", seq: 1 }];
  expect(previewConfig({ welcome: greeting }, draft, sample).welcome).toBe(greeting);
});
