import type { Bot } from "@parley/contract";
import { readFlow } from "@parley/flow";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { openStudio, somebody } from "../../app/testing/open-studio.tsx";

const bot = (id: number, name: string, rest: Partial<Bot> = {}): Bot => ({
  ...{ id, name, uuid: `u${id}`, channel_ids: [], published: false, version: 0 },
  ...{ draft_changed: false, created_at: 1, updated_at: Date.now() / 1000 - id * 3600, ...rest },
});
const bots = [
  bot(1, "Bike shop", { channel_ids: [5], published: true, version: 3, draft_changed: true }),
  bot(2, "Garden", { published: true, version: 1 }),
  bot(3, "Untitled"),
];

const workspace = (role: "admin" | "agent" = "admin", rows: readonly Bot[] = bots) => ({
  "GET /studio/api/session": { body: somebody(role) },
  "GET /v1/bots/": { body: { success: true, total: rows.length, bots: rows } },
  "GET /v1/bots/traffic/": {
    body: { success: true, since: 0, bots: [{ id: 1, begun: [0, 2, 5] }] },
  },
  "GET /v1/channels/": {
    body: { success: true, total: 1, channels: [{ id: 5, name: "Website", type: "landbot" }] },
  },
  "GET /v1/bots/9/draft/": { status: 404, body: { detail: "Not found." } },
});

const rowOf = async (name: string) => {
  const link = await screen.findByRole("link", { name });
  return within(link.closest("tr") ?? link);
};

test("every bot says how it stands, where, and how much it is talked with", async () => {
  openStudio("/bots", workspace());
  const shop = await rowOf("Bike shop");
  expect(shop.getByText("Live v3")).toBeDefined();
  expect(shop.getByText("Draft changed")).toBeDefined();
  expect(await shop.findByText("Website")).toBeDefined();
  expect(await shop.findByRole("img", { name: "7 conversations in 24 hours" })).toBeDefined();
  expect((await rowOf("Garden")).getByText("v1, on no channel")).toBeDefined();
  expect((await rowOf("Untitled")).getByText("Never published")).toBeDefined();
});

test("a published bot that nobody can reach leads builders to a channel for it", async () => {
  openStudio("/bots", workspace());
  const link = (await rowOf("Garden")).getByRole("link", { name: "Add a channel" });
  expect(link.getAttribute("href")).toBe("/studio/channels?new=channel&bot=2");
  expect((await rowOf("Bike shop")).queryByRole("link", { name: "Add a channel" })).toBeNull();
});

test("an agent, who may not make one, is not sent to a channel", async () => {
  openStudio("/bots", workspace("agent"));
  expect((await rowOf("Garden")).queryByRole("link", { name: "Add a channel" })).toBeNull();
});

test("the way to a channel opens the form with the bot chosen", async () => {
  const none = { "GET /v1/channels/": { body: { success: true, total: 0, channels: [] } } };
  const { user } = openStudio("/bots", { ...workspace(), ...none });
  await user.click((await rowOf("Garden")).getByRole("link", { name: "Add a channel" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New channel" }));
  const chosen = await dialog.findByRole("option", { name: "Garden", selected: true });
  expect(chosen).toBeDefined();
});

test("the list is narrowed down while one types", async () => {
  const { user } = openStudio("/bots", workspace());
  await user.type(await screen.findByRole("textbox", { name: "Search bots" }), "gar");
  expect(screen.queryByRole("link", { name: "Untitled" })).toBeNull();
  expect(screen.getByText("1 bot")).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "Search bots" }), "xx");
  expect(screen.getByText("No bot is called “garxx”")).toBeDefined();
});

test("a bot is renamed", async () => {
  const { user, server } = openStudio("/bots", { ...workspace(), "PATCH /v1/bots/3/": {} });
  await user.click(await screen.findByRole("button", { name: "More for Untitled" }));
  await user.click(await screen.findByRole("menuitem", { name: "Rename…" }));
  const field = within(await screen.findByRole("dialog")).getByLabelText("Name");
  await user.clear(field);
  await user.type(field, "Harbour tours{Enter}");
  await waitFor(() =>
    expect(server.asked("PATCH /v1/bots/3/")).toEqual([{ name: "Harbour tours" }]),
  );
});

test("a bot is archived only when its name was typed, and a refusal says why", async () => {
  const { user, server } = openStudio("/bots", {
    ...workspace(),
    "DELETE /v1/bots/1/": {
      ...{ status: 412, body: { errors: { bot_id: ["An active channel has this bot"] } } },
    },
  });
  await user.click(await screen.findByRole("button", { name: "More for Bike shop" }));
  await user.click(await screen.findByRole("menuitem", { name: "Archive…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const archive = dialog.getByRole<HTMLButtonElement>("button", { name: "Archive" });
  expect(archive.disabled).toBe(true);
  await user.type(dialog.getByRole("textbox"), "Bike shop");
  await user.click(archive);
  expect(await dialog.findByText("An active channel has this bot")).toBeDefined();
  expect(server.asked("DELETE /v1/bots/1/")).toHaveLength(1);
});

test("a new bot is made of a template", async () => {
  const { user, server, address } = openStudio("/bots", {
    ...workspace(),
    "POST /v1/bots/": { status: 201, body: { success: true, bot: bot(9, "My desk") } },
  });
  await user.click(await screen.findByRole("button", { name: "New bot" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New bot" }));
  await user.type(dialog.getByLabelText("Name"), "My desk");
  await user.click(dialog.getByRole("radio", { name: /Help desk/ }));
  await user.click(dialog.getByRole("button", { name: "Create bot" }));
  await waitFor(() => expect(address()).toBe("/studio/bots/9/builder"));
  expect(server.asked("POST /v1/bots/")).toMatchObject([
    { name: "My desk", flow: { format: 1, name: "Bike shop: help desk" } },
  ]);
});

test.each(["From a template", "Blank"])("a new bot is on its maker's clock: %s", async (way) => {
  const own = new Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({
    ...own,
    timeZone: "Asia/Tokyo",
  });
  const { user, server, address } = openStudio("/bots", {
    ...workspace(),
    "POST /v1/bots/": { status: 201, body: { success: true, bot: bot(9, "My desk") } },
  });
  await user.click(await screen.findByRole("button", { name: "New bot" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New bot" }));
  await user.type(dialog.getByLabelText("Name"), "My desk");
  await user.click(dialog.getByRole("radio", { name: way }));
  await user.click(dialog.getByRole("button", { name: "Create bot" }));
  await waitFor(() => expect(address()).toBe("/studio/bots/9/builder"));
  const [body] = server.asked("POST /v1/bots/");
  expect(body).toMatchObject({ flow: { timezone: "Asia/Tokyo" } });
  expect(readFlow(Object(body).flow).document).not.toBeNull();
  vi.restoreAllMocks();
});

test("a file that is no flow says what is wrong, and makes nothing", async () => {
  const { user } = openStudio("/bots?new=bot", workspace());
  const dialog = within(await screen.findByRole("dialog", { name: "New bot" }));
  await user.click(dialog.getByRole("radio", { name: "From a flow file" }));
  const file = new File(["{"], "broken.json", { type: "application/json" });
  await user.upload(dialog.getByLabelText("Flow file", { selector: "input" }), file);
  expect(await dialog.findByText("This file cannot be used")).toBeDefined();
  expect(dialog.getByText(/^This is not JSON/)).toBeDefined();
  expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Create bot" }).disabled).toBe(true);
});

test("an agent sees the bots, and makes and changes none", async () => {
  const { user } = openStudio("/bots", workspace("agent"));
  await user.click(await screen.findByRole("button", { name: "More for Garden" }));
  expect(await screen.findByRole("menuitem", { name: "Insights" })).toBeDefined();
  expect(screen.queryByRole("menuitem", { name: "Archive…" })).toBeNull();
  expect(screen.queryByRole("button", { name: "New bot" })).toBeNull();
});

test("without a bot it says what bots are, and how to begin", async () => {
  openStudio("/bots", workspace("admin", []));
  expect(await screen.findByText("Bots talk with your customers")).toBeDefined();
  expect(screen.getAllByRole("button", { name: "New bot" })).toHaveLength(2);
});

test("a list that cannot be read can be asked for again", async () => {
  const answers = { isDown: true };
  const { user } = openStudio("/bots", {
    ...workspace(),
    "GET /v1/bots/": () =>
      answers.isDown
        ? { status: 503, body: { detail: "Too busy." } }
        : { body: { success: true, total: 3, bots } },
  });
  expect(await screen.findByText("Too busy.")).toBeDefined();
  answers.isDown = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Garden" })).toBeDefined();
});
