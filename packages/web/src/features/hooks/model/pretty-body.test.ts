import { expect, test } from "vitest";
import { byteSize, prettyBody } from "./pretty-body.ts";

test("JSON is broken into lines, anything else stays as it came", () => {
  expect(prettyBody('{"a":[1,{}]}')).toEqual({
    text: '{\n  "a": [\n    1,\n    {}\n  ]\n}',
    language: "json",
  });
  expect(prettyBody("{not json")).toEqual({ text: "{not json", language: "plain" });
  expect(prettyBody("<html>")).toEqual({ text: "<html>", language: "plain" });
});

test("a number that JavaScript cannot hold is not shown as another one", () => {
  const body = '{"id":12345678901234567890}';
  expect(prettyBody(body).text).toBe(body);
  expect(prettyBody('{"id":"12345678901234567890"}').text).toContain("\n");
});

test("sizes are in the unit that fits", () => {
  expect([9, 1023, 1536, 2 * 1024 ** 2].map(byteSize)).toEqual([
    "9 B",
    "1023 B",
    "1.5 KiB",
    "2.0 MiB",
  ]);
});
