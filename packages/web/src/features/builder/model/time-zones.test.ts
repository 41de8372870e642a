import { expect, test } from "vitest";
import { timeZones } from "./time-zones.ts";

const julyMs = Date.UTC(2026, 6, 1);
const januaryMs = Date.UTC(2026, 0, 1);
const offsetIn = (zone: string, ms: number) =>
  timeZones([], ms).find((it) => it.zone === zone)?.offset;

test("zones are listed once, the wanted ones first, UTC among them", () => {
  const zones = timeZones(["Europe/Madrid", "Mars/Olympus"], julyMs);
  expect(zones.slice(0, 3).map(({ zone }) => zone)).toEqual([
    "Europe/Madrid",
    "Mars/Olympus",
    "UTC",
  ]);
  expect(new Set(zones.map(({ zone }) => zone)).size).toBe(zones.length);
  expect(zones.length).toBeGreaterThan(300);
  expect(zones[1]?.offset).toBe("");
});

test("a zone is told by its name and by how far its clocks are from UTC today", () => {
  expect(offsetIn("Europe/Madrid", julyMs)).toBe("UTC+02:00");
  expect(offsetIn("Europe/Madrid", januaryMs)).toBe("UTC+01:00");
  expect(timeZones([], januaryMs).find(({ zone }) => zone === "America/New_York")).toEqual({
    ...{ zone: "America/New_York", title: "America/New York", offset: "UTC−05:00" },
  });
});
