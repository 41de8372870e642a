import { expect, test } from "vitest";
import { ago } from "./time-ago.tsx";

test.each([
  [0, "en", "now"],
  [-29_000, "en", "now"],
  [5_000, "en", "now"],
  [-59_000, "en", "59 sec. ago"],
  [-100_000, "en", "2 min. ago"],
  [-26 * 3_600_000, "en", "yesterday"],
  [-3 * 86_400_000, "de", "vor 3 Tagen"],
])("%i ms from now in %s is %s", (differenceMs, language, words) => {
  expect(ago(differenceMs, language)).toBe(words);
});
