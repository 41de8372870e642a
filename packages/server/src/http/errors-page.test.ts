import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type ErrorKind, errorKinds } from "../errors.ts";

const page = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");

/** The page's table: code → status, body, message, advice. */
const rows = new Map(
  page
    .split("\n")
    .map((line) => /^\| `([^`]+)` \| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$/.exec(line))
    .filter((match) => match !== null)
    .map(([, code = "", status, body, message, advice]) => [
      code,
      { status: Number(status), body, message, advice },
    ]),
);

const kinds: readonly [string, ErrorKind][] = Object.entries(errorKinds);

test("the page has a row for each code of the catalogue, and no other", () => {
  expect([...rows.keys()].sort()).toEqual(kinds.map(([code]) => code).sort());
});

test.each(kinds)("the page tells of %s what callers are told", (code, kind) => {
  const { field, isChannelCall } = kind;
  const shape = isChannelCall ? "channel" : field === null ? "detail" : `errors: \`${field}\``;
  expect(rows.get(code)).toEqual({
    status: kind.status,
    body: shape,
    message: kind.message,
    advice: expect.stringMatching(/^[A-Z`].{12,}\.$/),
  });
});

test("the rows stand in the order of their statuses", () => {
  const statuses = [...rows.values()].map(({ status }) => status);
  expect(statuses).toEqual([...statuses].sort((a, b) => a - b));
});
