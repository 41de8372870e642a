import { comes, flowOf, given, message, replies } from "@parley/testkit";
import { expect, test } from "vitest";
import { wordsOf } from "../conversation/message.ts";

const threeDays = (timezone: string) =>
  flowOf({ days: message("@yesterday @today @tomorrow") }, { timezone });

test.each([
  // The clocks go forward on the 29th: 24 hours before half past midnight is the 28th still.
  ["Europe/Madrid", "2026-03-29T22:30:00Z", "2026-03-29 2026-03-30 2026-03-31"],
  // They go back on the 25th: 24 hours after half past midnight is the same day.
  ["Europe/Madrid", "2026-10-24T22:30:00Z", "2026-10-24 2026-10-25 2026-10-26"],
  ["America/New_York", "2026-03-09T04:30:00Z", "2026-03-08 2026-03-09 2026-03-10"],
  ["UTC", "2025-12-31T23:59:59Z", "2025-12-30 2025-12-31 2026-01-01"],
])("in %s at %s the days follow the calendar", (timezone, instant, days) => {
  given(threeDays(timezone), { atMs: Date.parse(instant) })
    .when(comes())
    .then(replies(days));
});

test.each([
  ["Europe/Madrid", "2026-03-28"],
  ["Europe/Madrid", "2026-10-24"],
  ["America/New_York", "2026-10-31"],
  ["Australia/Lord_Howe", "2026-04-04"],
])("in %s they are three days in a row at every half hour from %s on", (timezone, from) => {
  for (let half = 0; half < 120; half += 1) {
    const atMs = Date.parse(from) + half * 1_800_000;
    const { conversation } = given(threeDays(timezone), { atMs }).when(comes());
    const [said] = conversation.entries.map((it) => ("message" in it ? wordsOf(it.message) : ""));
    const days = (said ?? "").split(" ").map((day) => Date.parse(day) / 86_400_000);
    const first = days[0] ?? Number.NaN;
    expect(days).toEqual([first, first + 1, first + 2]);
  }
});
