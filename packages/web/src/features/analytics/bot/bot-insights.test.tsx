import type { Bot, Channel } from "@parley/contract";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { BotInsightsPage } from "../insights-pages.tsx";
import { type Answers, renderScreen } from "../testing/render-screen.tsx";
import { sampleFlow, sampleInsights } from "../testing/sample-insights.ts";

const bot = { id: 7, name: "Sign-up", channel_ids: [1], published: true, version: 2 } as Bot;
const web = {
  id: 1,
  type: "landbot",
  hooks: [],
  config_url: "https://chat.example/v3/H-1-x/index.json",
} as unknown as Channel;
const versions = [
  { version: 1, note: "First words" },
  { version: 2, note: "" },
];

const open = (address: string, answers: Answers = {}) =>
  renderScreen(BotInsightsPage, "/bots/$botId/insights", address, {
    "/v1/bots/7/": { bot },
    "/v1/bots/7/insights/": sampleInsights(),
    "/v1/bots/7/versions/": { total: 2, versions },
    "/v1/bots/7/versions/1/": { flow: sampleFlow },
    "/v1/bots/7/versions/2/": { flow: sampleFlow },
    "/v1/channels/": { total: 1, channels: [web] },
    ...answers,
  });

const rowOf = async (name: string) => (await screen.findByRole("button", { name })).closest("tr");
const cellsOf = (row: Element | null) =>
  [...(row?.querySelectorAll("td") ?? [])].map(({ textContent }) => textContent);

test("The totals are compared with the time before, which is asked for with its own bounds", async () => {
  const { asked } = open("/bots/7/insights?range=custom&from=2026-11-10&to=2026-11-11");
  await screen.findByRole("button", { name: /Completed/ });
  const read = asked.filter((url) => url.includes("/insights/?"));
  expect(read.map((url) => new URL(url, "http://x").searchParams.get("since"))).toEqual([
    String(Date.UTC(2026, 10, 10) / 1000),
    String(Date.UTC(2026, 10, 8) / 1000),
  ]);
  const tile = screen.getByRole("button", { name: /Messages in/ });
  expect(within(tile).getByText("12.4K").title).toBe("12,400");
});

test("The tiles tell how long it takes, and who is at an end beside who waits", async () => {
  const { totals } = sampleInsights();
  open("/bots/7/insights", {
    "/v1/bots/7/insights/": sampleInsights({ totals: { ...totals, ended: 12 } }),
  });
  expect(await screen.findByText("2 min 5 s")).toBeTruthy();
  expect(screen.getByText("Median of 70")).toBeTruthy();
  expect(screen.getByText("12 at an end")).toBeTruthy();
});

test("The list tells block by block who came, went on, waits and dropped", async () => {
  open("/bots/7/insights");
  expect(cellsOf(await rowOf("What shall it be?"))).toEqual([
    "What shall it be?",
    "100",
    "90%",
    "10",
    "4",
    "",
  ]);
  expect(cellsOf(await rowOf("Goodbye"))[2]).toBe("Ends");
});

test("Choosing a block keeps it in the address, and the link beside it opens the builder there", async () => {
  const { router } = open("/bots/7/insights?range=30d");
  const name = "Ask for the e-mail";
  await userEvent.click(await screen.findByRole("button", { name }));
  expect(router.state.location.search).toEqual({ range: "30d", block: "mail" });
  expect(screen.getByRole("button", { name }).getAttribute("aria-pressed")).toBe("true");
  const link = screen.getByRole("link", { name: "Open Ask for the e-mail in the builder" });
  expect(link.getAttribute("href")).toBe("/bots/7/builder?block=mail");
});

test("The blocks that lose most come first when asked for", async () => {
  open("/bots/7/insights");
  await userEvent.click(await screen.findByRole("radio", { name: "Most lost" }));
  const list = screen.getByRole("region", { name: "Blocks" });
  expect(within(list).getAllByRole("button")[0]?.textContent).toBe("Ask for the e-mail");
});

test("A version and a range are asked for as the address says, and change it", async () => {
  const { asked, router } = open("/bots/7/insights?version=1");
  const filter = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Version" });
  await screen.findByRole("option", { name: "Version 1: First words" });
  expect(filter.value).toBe("1");
  expect(asked.some((url) => url.includes("/insights/?") && url.includes("version=1"))).toBe(true);
  expect(asked).toContain("/v1/bots/7/versions/1/");
  await userEvent.click(screen.getByRole("radio", { name: "90 days" }));
  await userEvent.selectOptions(filter, "All versions");
  expect(router.state.location.search).toEqual({ range: "90d" });
});

test("Days of one's own begin with those that were shown", async () => {
  const { router } = open("/bots/7/insights?range=24h");
  await userEvent.click(await screen.findByRole("radio", { name: "Custom" }));
  const from = screen.getByLabelText<HTMLInputElement>("From");
  expect(from.value).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(router.state.location.search).toMatchObject({ range: "custom", from: from.value });
});

test("Where nobody has talked yet, the link to the chat is at hand", async () => {
  const { totals } = sampleInsights();
  const none = Object.fromEntries(Object.keys(totals).map((name) => [name, 0]));
  const insights = { ...sampleInsights({ blocks: [] }), totals: none };
  open("/bots/7/insights", { "/v1/bots/7/insights/": insights });
  await screen.findByRole("heading", { name: "No conversations in this time" });
  await screen.findByRole("button", { name: "Copy https://chat.example/v3/H-1-x/index.html" });
});

test("An error says what happened and carries the id that support asks for", async () => {
  open("/bots/7/insights", { "/v1/bots/7/insights/": new Error("The counts are away.") });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The counts are away.");
  expect(alert.textContent).toContain("req_1");
});

test("Figures that are behind say until when they are true", async () => {
  const now = Date.now() / 1000;
  const insights = sampleInsights({ until: now + 600, counted_until: now - 1_500 });
  open("/bots/7/insights", { "/v1/bots/7/insights/": insights });
  const note = await screen.findByText(/There is a lot to count/);
  expect(note.closest("[role=status]")?.textContent).toMatch(/Counted until \d/);
});

test("Figures of a moment ago are not called behind", async () => {
  const now = Date.now() / 1000;
  const insights = sampleInsights({ until: now + 3_000, counted_until: now - 5 });
  open("/bots/7/insights", { "/v1/bots/7/insights/": insights });
  await screen.findByRole("button", { name: /Completed/ });
  expect(screen.queryByText(/There is a lot to count/)).toBeNull();
});

test("Nothing counted yet of a bot that was just talked with is said, and looked at again soon", async () => {
  const now = Date.now() / 1000;
  const nothing = { begun: 0, completed: 0, completion: null, messages_in: 0, messages_out: 0 };
  const quiet = sampleInsights({ until: now, counted_until: now - 4, blocks: [] });
  const insights = { ...quiet, totals: { ...quiet.totals, ...nothing, waiting: 0 } };
  const { asked } = open("/bots/7/insights", { "/v1/bots/7/insights/": insights });
  await screen.findByText(/last seconds are still being counted/);
  const reads = () => asked.filter((url) => url.includes("/insights/?")).length;
  const before = reads();
  await expect.poll(reads, { timeout: 4_500 }).toBeGreaterThan(before);
}, 10_000);
