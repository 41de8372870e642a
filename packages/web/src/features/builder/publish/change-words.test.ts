import { beforeAll, expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { placeWords, settingWords, valueWords } from "./change-words.ts";

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

test("values are words where there are any", () => {
  expect(["Hi", true, false, 600, { type: "string" }, { type: "x" }, null].map(valueWords)).toEqual(
    ["Hi", "Yes", "No", "600", "Text", '{"type":"x"}', "null"],
  );
});
