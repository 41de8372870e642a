import type { FlowDocument } from "@parley/flow";
import { beforeAll, expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import {
  paramWords,
  placeWords,
  settingValueWords,
  settingWords,
  valueWords,
} from "./change-words.ts";

beforeAll(() => speak("en"));

const block = (kind: string, params: object = {}) => ({ kind, params: { ...params }, next: {} });
const options = [{ id: "yes", label: "Gladly" }];

test.each([
  ["send_text", ["params", "text"], "Message"],
  ["send_text", ["name"], "Name"],
  ["send_text", ["next", "success"], "Arrow Then"],
  ["buttons", ["params", "options", "0", "label"], "Options › 1 › Label"],
  ["buttons", ["next", "yes"], "Arrow Gladly"],
  ["webhook", ["params", "body", "template"], "Body › JSON"],
  ["webhook", ["params", "body", "kind"], "Body"],
  ["send_text", ["params", "of_a_newer_version"], "of_a_newer_version"],
  ["from_elsewhere", ["params", "a", "b"], "a › b"],
])("calls a place in %s as its form does: %j", (kind, path, words) => {
  expect(placeWords(block(kind, kind === "buttons" ? { options } : {}), path)).toBe(words);
});

test("settings of the flow have names, too", () => {
  expect(
    [["fields", "note"], ["fields", "note", "type"], ["keywords", "stop"], ["timezone"]].map(
      settingWords,
    ),
  ).toEqual(["Field @note", "Field @note › type", "Keyword stop", "Time zone"]);
  expect(settingWords(["from", "later"])).toBe("from › later");
});

test("a setting's value is told as its panel tells it: blocks and languages by their names", () => {
  const flow: FlowDocument = {
    format: 1,
    ...{ name: "One", timezone: "UTC", language: "en", keywords: {}, fields: {}, start: "hello" },
    blocks: { hello: { ...block("send_text"), name: "Greeting" } },
  };
  const told = [
    settingValueWords(flow, ["keywords", "stop"], "hello"),
    settingValueWords(flow, ["fallback"], "hello"),
    settingValueWords(flow, ["start"], "gone"),
    settingValueWords(flow, ["language"], "es"),
    settingValueWords(flow, ["timezone"], "America/New_York"),
    settingValueWords(flow, ["fields", "note"], { type: "string" }),
  ];
  expect(told).toEqual(["Greeting", "Greeting", "gone", "Spanish", "America/New York", "Text"]);
  expect(settingWords(["fallback"])).toBe("When nothing else fits");
});

test("values are words where there are any", () => {
  expect(["Hi", true, false, 600, { type: "string" }, { type: "x" }, null].map(valueWords)).toEqual(
    ["Hi", "Yes", "No", "600", "Text", '{"type":"x"}', "null"],
  );
});

test.each([
  ["wait", ["params", "timeoutSeconds"], 7200, "2 hours"],
  ["webhook", ["params", "timeoutSeconds"], 90, "1 minute 30 seconds"],
  ["ask_file", ["params", "maxBytes"], 5_242_880, "5 MB"],
  ["ab_test", ["params", "options", "0", "weight"], 40, "40 %"],
  ["ask_number", ["params", "max"], 7200, "7200"],
  ["delay", ["params", "seconds"], "@pause", "@pause"],
  ["send_text", ["next", "success"], "bye", "bye"],
  ["from_elsewhere", ["params", "seconds"], 60, "60"],
])("says a value of %s as its form does: %j", (kind, path, value, words) => {
  expect(paramWords(block(kind), path, value)).toBe(words);
});

test.each([
  ["de", "1 Stunde 30 Minuten"],
  ["es", "1 hora 30 minutos"],
] as const)("times are said in %s, too", async (language, words) => {
  await speak(language);
  expect(paramWords(block("delay"), ["params", "seconds"], 5400)).toBe(words);
  await speak("en");
});
