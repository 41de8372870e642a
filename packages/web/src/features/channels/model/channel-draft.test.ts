import type { Channel } from "@parley/contract";
import { expect, test } from "vitest";
import { channelChanges, channelDraft, readSites } from "./channel-draft.ts";

const channel: Channel = {
  ...{ id: 5, uuid: "u", name: "Shop", type: "landbot", active: true, created_at: 1 },
  ...{ token: "H-5-AAAA", chats: 0, hooks: [], hsm: 0, version: "3.1.0", style: "", foot: "" },
  design: { radius: 4, mine: { deep: true }, background: "#fafafa" },
  text: { send: "Go", theirs: "kept", list: [1] },
  ...{ brand_name: "", tagline: "", typing_options: {}, agent_idle_minutes: 5 },
  ...{ accent: "", avatar_url: "", font_size: 15, dark: false, light: false, branding: true },
  ...{ allowed_sites: null, landbot: { version: "3.1.0" }, bots: [{ id: 9 }], config_url: "" },
};
const draft = channelDraft(channel);

test("nothing is written that was not changed", () => {
  expect(channelChanges(channel, draft)).toEqual({});
  expect(channelChanges(channel, { ...draft, tagline: "Hi", bot: "" })).toEqual({
    ...{ tagline: "Hi", bot_id: null },
  });
});

test("design and words are written whole, and what the form does not know stays", () => {
  const changed = { ...draft, position: "left" as const, words: { ...draft.words, send: "Los" } };
  expect(channelChanges(channel, changed)).toEqual({
    design: { radius: 4, mine: { deep: true }, background: "#fafafa", position: "left" },
    text: { send: "Los", theirs: "kept", list: [1] },
  });
});

test("what was emptied goes, so that the chat's own holds again", () => {
  const { send: _gone, ...words } = draft.words;
  expect(channelChanges(channel, { ...draft, words, radius: "" })).toEqual({
    design: { mine: { deep: true }, background: "#fafafa" },
    text: { theirs: "kept", list: [1] },
  });
});

test("what somebody else saved meanwhile is not taken back", () => {
  const newest = { ...channel, design: { ...channel.design, background: "#000000", theirs: 1 } };
  expect(channelChanges(channel, { ...draft, radius: "22" }, newest)).toEqual({
    design: { radius: 22, mine: { deep: true }, background: "#000000", theirs: 1 },
  });
});

test("sites are read one a line; a page's address counts for its site, a bare host is https", () => {
  expect(
    readSites(
      "https://www.example.org/shop?x=1\nexample.com, http://localhost:3000\n\nexample.com",
    ),
  ).toEqual(["https://www.example.org", "https://example.com", "http://localhost:3000"]);
  expect(channelChanges(channel, { ...draft, isAnywhere: false, sites: "" })).toEqual({
    allowed_sites: [],
  });
});
