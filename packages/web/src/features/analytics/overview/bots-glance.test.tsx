import { screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InsightsPage } from "../insights-pages.tsx";
import { renderScreen } from "../testing/render-screen.tsx";
import { sampleInsights } from "../testing/sample-insights.ts";

const bots = [
  { id: 1, name: "Draft", published: false, channel_ids: [], updated_at: 9 },
  { id: 2, name: "Sign-up", published: true, channel_ids: [5], updated_at: 1 },
];
const channel = { id: 5, hooks: [{ id: 3 }], bots: [{ id: 2 }] };
const hook = { id: 3, status: "active", failing_since: 1_700_000_000 };

// Everything is in sight at once: happy-dom lays nothing out.
beforeEach(() => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      readonly #tell: IntersectionObserverCallback;
      constructor(tell: IntersectionObserverCallback) {
        this.#tell = tell;
      }
      observe() {
        const entry: Partial<IntersectionObserverEntry> = { isIntersecting: true };
        this.#tell([entry as IntersectionObserverEntry], this as never);
      }
      disconnect() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

test("Each published bot is asked for and told in a row; those that answer customers come first", async () => {
  const { asked } = renderScreen(InsightsPage, "/insights", "/insights?range=30d", {
    "/v1/bots/?": { total: 2, bots },
    "/v1/bots/2/insights/": sampleInsights(),
    "/v1/channels/?": { total: 1, channels: [channel] },
    "/v1/channels/5/message_hooks/": { total: 1, hooks: [hook] },
  });
  await screen.findByText("70%");
  await screen.findByText("1 failing");
  const rows = screen.getAllByRole("row").slice(1);
  expect(
    rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)),
  ).toEqual([
    [
      "Sign-up35 open now · 1 MessageHook fails",
      "Conversations of Sign-up over time",
      "100",
      "70%",
      "35",
      "1 failing",
    ],
    ["DraftNot published", "Not published", "", "", "", ""],
  ]);
  expect(asked.some((url) => url.startsWith("/v1/bots/1/insights/"))).toBe(false);
  expect(screen.queryByText(/^Up to /)).toBeNull();
  const link = screen.getByRole("link", { name: "Sign-up" });
  expect(link.getAttribute("href")).toBe("/bots/2/insights?range=30d");
});

test("While counting is behind, the page says up to when its figures are", async () => {
  const now = Date.now() / 1000;
  renderScreen(InsightsPage, "/insights", "/insights", {
    "/v1/bots/?": { total: 2, bots },
    "/v1/bots/2/insights/": sampleInsights({ until: now + 60, counted_until: now - 600 }),
    "/v1/channels/?": { total: 0, channels: [] },
  });
  expect(await screen.findByText(/^Up to /)).toBeTruthy();
});

test("Without a bot there is one thing to do", async () => {
  renderScreen(InsightsPage, "/insights", "/insights", {
    "/v1/bots/?": { total: 0, bots: [] },
    "/v1/channels/?": { total: 0, channels: [] },
  });
  expect((await screen.findByRole("link", { name: "Make a bot" })).getAttribute("href")).toBe(
    "/bots",
  );
});
