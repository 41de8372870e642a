import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlText } from "./curl-text.ts";

const request = {
  method: "POST",
  url: "http://127.0.0.1/hook?a=1&b=2",
  headers: {
    host: "127.0.0.1",
    "content-length": "9",
    "Content-Type": "application/json",
    "x-name": "O'Hara $HOME",
  },
  body: `{"text":"it's \\"quoted\\" \`id\` $(id)\n"}`,
};

test("a shell reads every argument back as it was, whatever stands in it", () => {
  // `curl` is a function here that prints its arguments, each ended by a zero.
  const script = `curl() { printf '%s\\0' "$@"; }\n${curlText(request)}`;
  const read = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  expect(read).toEqual([
    ...["-X", "POST", request.url],
    ...["-H", "Content-Type: application/json", "-H", "x-name: O'Hara $HOME"],
    ...["--data-raw", request.body],
  ]);
});

test("what has no body sends none", () => {
  expect(curlText({ ...request, headers: {}, body: null })).toBe(
    "curl -X POST 'http://127.0.0.1/hook?a=1&b=2'",
  );
});
