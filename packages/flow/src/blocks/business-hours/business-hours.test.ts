import fc from "fast-check";
import { expect, test } from "vitest";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { businessHours } from "./business-hours.ts";

const office = {
  timezone: "Europe/Madrid",
  closeddates: ["2026-12-25"],
  specialdateshours: {
    "2026-12-24": [["08:40:00", "10:00:00"]],
    "2026-12-25": [["08:00:00", "20:00:00"]],
  },
  businesshours: {
    "0": null,
    "1": [["09:00:00", "18:00:00"]],
    "4": [["09:00:00", "18:00:00"]],
    "5": [
      ["09:00:00", "13:00:00"],
      ["15:00:00", "18:00:00"],
    ],
    "6": null,
  },
};

function at(instant: string, params: unknown = office): string {
  const turn = fakeTurn({ nowMs: Date.parse(instant) });
  const outcome = businessHours.enter(blockOf(businessHours, params), turn);
  return outcome.kind === "leave" ? outcome.output : "";
}

test("opens at the first second and is closed at the last, by the clocks of its zone", () => {
  // A Monday in winter: Madrid is one hour ahead of UTC.
  expect(at("2026-02-02T07:59:59.999Z")).toBe("closed");
  expect(at("2026-02-02T08:00:00Z")).toBe("open");
  expect(at("2026-02-02T16:59:59.999Z")).toBe("open");
  expect(at("2026-02-02T17:00:00Z")).toBe("closed");
});

test("keeps its wall-clock hours when summer time begins", () => {
  expect(at("2026-03-27T08:00:00Z")).toBe("open");
  // Monday after the change of 29 March: two hours ahead of UTC.
  expect(at("2026-03-30T06:59:59Z")).toBe("closed");
  expect(at("2026-03-30T07:00:00Z")).toBe("open");
});

test("knows the hour that comes twice when summer time ends", () => {
  const night = { timezone: "Europe/Madrid", businesshours: { "0": [["02:00:00", "03:00:00"]] } };
  expect(at("2026-10-25T00:30:00Z", night)).toBe("open");
  expect(at("2026-10-25T01:30:00Z", night)).toBe("open");
  expect(at("2026-10-25T02:00:00Z", night)).toBe("closed");
});

test("takes the weekday from the zone, not from UTC", () => {
  const auckland = { timezone: "Pacific/Auckland", businesshours: { "1": [["00:00", "24:00"]] } };
  expect(at("2026-02-01T10:59:59Z", auckland)).toBe("closed");
  expect(at("2026-02-01T11:00:00Z", auckland)).toBe("open");
  expect(at("2026-02-02T10:59:59Z", auckland)).toBe("open");
});

test("is closed between two openings and on a weekday set to null or left out", () => {
  expect(at("2026-02-06T12:30:00Z")).toBe("closed");
  expect(at("2026-02-06T14:30:00Z")).toBe("open");
  expect(at("2026-02-07T12:00:00Z")).toBe("closed");
  expect(at("2026-02-04T12:00:00Z")).toBe("closed");
});

test("lets a special date replace its weekday, and a closed date win over both", () => {
  // 24 December 2026 is a Thursday, 25 December has special hours and is closed all the same.
  expect(at("2026-12-24T08:00:00Z")).toBe("open");
  expect(at("2026-12-24T12:00:00Z")).toBe("closed");
  expect(at("2026-12-25T12:00:00Z")).toBe("closed");
});

test("stays open through the last second of a day that ends at 23:59:59", () => {
  const day = { timezone: "UTC", businesshours: { "1": [["00:00:00", "23:59:59"]] } };
  expect(at("2026-02-02T23:59:59.500Z", day)).toBe("open");
});

test("agrees with the wall clock at every instant of a year, in every zone", () => {
  const zones = [
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
  ];
  const year = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  const daily = [
    ["01:30:00", "02:30:00"],
    ["09:00:00", "18:00:00"],
  ];
  const businesshours = Object.fromEntries(
    ["0", "1", "2", "3", "4", "5", "6"].map((it) => [it, daily]),
  );
  fc.assert(
    fc.property(fc.constantFrom(...zones), year, (timezone, nowMs) => {
      const clock = new Date(nowMs).toLocaleTimeString("sv-SE", { timeZone: timezone });
      const isOpen = daily.some(([from = "", to = ""]) => from <= clock && clock < to);
      const instant = new Date(nowMs).toISOString();
      expect(at(instant, { timezone, businesshours })).toBe(isOpen ? "open" : "closed");
    }),
    { numRuns: 1000 },
  );
});

test("finds a zone, days and times that do not exist", () => {
  expect(codesOf(businessHours, office)).toEqual([]);
  const codes = codesOf(businessHours, {
    timezone: "Europe/Atlantis",
    closeddates: ["2026-02-30", "2026/03/01"],
    specialdateshours: { "24.12.2026": null },
    businesshours: {
      "1": [["9:00", "18:00"]],
      "2": [["22:00", "02:00"]],
      "3": [["10:00", "25:00"]],
    },
  });
  expect(codes).toEqual([
    ...["unknown-zone", "bad-date", "bad-date", "bad-date"],
    ...["bad-time", "empty-opening", "bad-time"],
  ]);
});

test("says where a bad time stands", () => {
  const params = { ...office, specialdateshours: { "2026-12-24": [["08:00", "8 pm"]] } };
  const [problem] = businessHours.check(businessHours.schema.parse(params));
  expect(problem?.path).toEqual(["specialdateshours", "2026-12-24", 0, 1]);
});

test("refuses a weekday that does not exist", () => {
  expect(codesOf(businessHours, { timezone: "UTC", businesshours: { "7": null } })).toEqual([
    "schema",
  ]);
});
