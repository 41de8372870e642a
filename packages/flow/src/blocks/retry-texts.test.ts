import { expect, test } from "vitest";
import { askDate } from "./ask-date/ask-date.ts";
import { dateFormats } from "./ask-date/date-format.ts";
import { askFile } from "./ask-file/ask-file.ts";
import { askNumber } from "./ask-number/ask-number.ts";
import { askPhone } from "./ask-phone/ask-phone.ts";
import { askRating } from "./ask-rating/ask-rating.ts";
import { askText } from "./ask-text/ask-text.ts";
import { askYesNo } from "./ask-yes-no/ask-yes-no.ts";
import { type Stage, stage } from "./asking-testing.ts";

const own = { text: "?", field: "answer" };
const number = (params = {}) => stage(askNumber, { ...own, ...params });
const text = (params = {}) => stage(askText, { ...own, ...params });
const date = (params = {}, fields = {}) =>
  stage(askDate, { ...own, ...params }, { fields: { today: "2026-03-01", ...fields } });
const file = (params = {}) => stage(askFile, { ...own, ...params });
const yesNo = (params = {}) => stage(askYesNo, { ...own, ...params });

/** What the bot says to a place on a map, which answers none of these. */
function retryOf(asked: Stage): string {
  asked.enter();
  expect(asked.answer({ type: "location", latitude: 1, longitude: 2 })).toBe("asking");
  const said = asked.said.at(-1);
  return said?.type === "text" ? said.text : "";
}

const noDate = "That does not look like a date that I can take.";
const dayFirst = "Please write it as day/month/year, such as 28/02/2026.";

test.each<[string, Stage]>([
  ["Please write a number.", number()],
  ["Please write a whole number from 18 to 120.", number({ integer: true, min: 18, max: 120 })],
  ["Please write a number of at least 0.5.", number({ min: 0.5 })],
  ["Please write a number of at most -1, in steps of 0.5.", number({ max: -1, step: 0.5 })],
  ["Please write your answer.", text()],
  ["Please write your answer. It takes at least 3 characters.", text({ minChars: 3 })],
  [
    "Please write your answer. It takes at least 3 and at most 5 characters.",
    text({ minChars: 3, maxChars: 5 }),
  ],
  [`${noDate} Please write it as year-month-day, such as 2026-02-28.`, date()],
  [
    `${noDate} ${dayFirst} It must not be before 2026-03-01.`,
    date({ format: "dd/MM/yyyy", minDate: "@today" }),
  ],
  [
    `${noDate} ${dayFirst} It must not be after 2026-12-31.`,
    date({ format: "dd/MM/yyyy", maxDate: "2026-12-31" }),
  ],
  // A field may have no value, and then nothing is the limit.
  [
    `${noDate} ${dayFirst}`,
    date({ format: "dd/MM/yyyy", minDate: "@arrival" }, { arrival: "2026-03-05" }),
  ],
  ["That does not look like a phone number.", stage(askPhone, { ...own, country: "ES" })],
  [
    "That does not look like a phone number. Please begin with + and the country code, as in +34 600 111 222.",
    stage(askPhone, own),
  ],
  ["Please choose one of the steps from 1 to 7.", stage(askRating, { ...own, scale: 7 })],
  ["I cannot take this. Please send a file.", file()],
  ["I cannot take this. Please send a picture or a video.", file({ kinds: ["image", "video"] })],
  [
    "I cannot take this. Please send a file that ends in .pdf or .doc.",
    file({ extensions: ["PDF", ".doc"] }),
  ],
  ["Please answer with yes or no.", yesNo()],
  ["Please answer with “Sí” or “Mejor no”.", yesNo({ yesLabel: "Sí", noLabel: "Mejor no" })],
])("without words of the author's, what would fit is said: %s", (words, asked) => {
  expect(retryOf(asked)).toBe(words);
});

test("the author's own words are said as they are", () => {
  const errorText = "Un número, @name.";
  expect(
    retryOf(stage(askNumber, { ...own, errorText, min: 1 }, { fields: { name: "Ann" } })),
  ).toBe("Un número, Ann.");
});

test.each(dateFormats)("the example of the format %s is an answer", (format) => {
  const asked = date({ format });
  const [, example = ""] = /such as (\S+)\.$/.exec(retryOf(asked)) ?? [];
  expect(asked.answer(example)).toBe("success");
  expect(asked.fields.answer).toBe("2026-02-28");
});

test("the example of a phone number is an answer", () => {
  const asked = stage(askPhone, own);
  const [, example = ""] = /as in (.+)\.$/.exec(retryOf(asked)) ?? [];
  expect(asked.answer(example)).toBe("success");
});
