import { expect, test } from "vitest";
import { readConfig } from "../../../../../widget/src/wire/config.ts";
import type { ChannelDraft } from "./channel-draft.ts";
import { previewConfig } from "./preview-config.ts";

const draft: ChannelDraft = {
  ...{ name: "Shop", bot: "", idleMinutes: "5", brandName: "", tagline: "Hi", avatarUrl: "" },
  ...{ accent: "#7c3aed", background: "#fff8f0", radius: "4", fontSize: "17", scheme: "dark" },
  ...{ position: "left", hasBranding: false, css: ".x{}", words: { send: "Los" } },
  ...{ isAnywhere: true, sites: "", hookUrl: "" },
};

const sample = { words: "One", question: "Two?", answers: ["Yes", "No"] };

test("the chat reads the draft's look and words out of a preview", () => {
  const config = readConfig(previewConfig({ text: { send: "Go", retry: "Again" } }, draft, sample));
  expect(config.look).toMatchObject({
    ...{ name: "Shop", tagline: "Hi", accent: "#7c3aed", background: "#fff8f0", radius: 4 },
    ...{ fontSize: 17, scheme: "dark", hasBranding: false, css: ".x{}" },
  });
  expect(config.words).toEqual({ send: "Los", retry: "Again" });
});

test("there is always something to look at, and nothing is kept of it", () => {
  const sampled = readConfig(previewConfig({}, draft, sample));
  expect(sampled.greeting.map(({ text }) => text)).toEqual(["One", "Two?"]);
  expect(sampled.greeting[1]?.options.map(({ label }) => label)).toEqual(sample.answers);
  expect(sampled).toMatchObject({ isGreetingStatic: true, isStorageOff: true });
  const own = previewConfig({ welcome: [{ type: "text", message: "Ahoy", seq: 1 }] }, draft, [
    "One",
  ]);
  expect(readConfig(own).greeting.map(({ text }) => text)).toEqual(["Ahoy"]);
});
