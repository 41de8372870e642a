import { expect, test } from "vitest";
import { type Lookup, shareLookups } from "./shared-lookup.ts";

type Callback = Parameters<Lookup>[2];
const ANSWER = [{ address: "192.0.2.1", family: 4 }];

function pendingLookup(): { lookup: Lookup; asked: [string, Callback][] } {
  const asked: [string, Callback][] = [];
  return { asked, lookup: (hostname, _options, callback) => void asked.push([hostname, callback]) };
}

test("those who ask for a name while it is being resolved get one answer, other names their own", () => {
  const { lookup, asked } = pendingLookup();
  const shared = shareLookups(lookup);
  const got: string[] = [];
  for (const name of ["a.example", "a.example", "b.example", "a.example"]) {
    shared(name, { all: true }, (_error, answers) => got.push(`${name} ${answers[0]?.address}`));
  }
  expect(asked.map(([name]) => name)).toEqual(["a.example", "b.example"]);
  asked[0]?.[1](null, ANSWER);
  expect(got).toEqual(["a.example 192.0.2.1", "a.example 192.0.2.1", "a.example 192.0.2.1"]);
});

test("an answer or an error is not kept for those who ask later", () => {
  const { lookup, asked } = pendingLookup();
  const shared = shareLookups(lookup);
  const got: (string | undefined)[] = [];
  const ask = (): void =>
    shared("a.example", { all: true }, (error, answers) =>
      got.push(error?.message ?? answers[0]?.address),
    );
  ask();
  asked[0]?.[1](new Error("SERVFAIL"), []);
  ask();
  expect(asked).toHaveLength(2);
  asked[1]?.[1](null, ANSWER);
  expect(got).toEqual(["SERVFAIL", "192.0.2.1"]);
});

test("a resolver that answers at once is not asked on behalf of nobody", () => {
  const got: unknown[] = [];
  const shared = shareLookups((_hostname, _options, callback) => callback(null, ANSWER));
  for (let i = 0; i < 3; i += 1)
    shared("a.example", { all: true }, (_error, answers) => got.push(answers));
  expect(got).toEqual([ANSWER, ANSWER, ANSWER]);
});
