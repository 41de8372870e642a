import { expect, test } from "vitest";
import { flowFileName } from "./flow-file-name.ts";

test.each([
  ["Sunset tour: payment", "sunset-tour-payment.flow.json"],
  ["../../etc/passwd", "etc-passwd.flow.json"],
  ["מענה ללקוחות", "מענה-ללקוחות.flow.json"],
  ["???", "bot.flow.json"],
  ["x".repeat(300), `${"x".repeat(80)}.flow.json`],
])("%s is kept as %s", (name, file) => {
  expect(flowFileName(name)).toBe(file);
});
