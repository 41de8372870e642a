import { expect, test } from "vitest";
import { loggedError } from "./logged-error.ts";

/** The error that this throws. */
function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

const canary = "canary-5f0c";

test.each([
  ["an address that is none", () => new URL(`https://${canary}:x@[`)],
  ["a body that is no JSON", () => JSON.parse(`${canary} is not JSON`)],
  ["a body that breaks off", () => JSON.parse(`{"token": "${canary}`)],
  ["a body that looks like a place", () => JSON.parse(`{"\n    at ${canary} (x)`)],
  ["a pattern that is none", () => new RegExp(`(${canary}`)],
  [
    "what an error failed on",
    () => Object.assign(new Error("Failed."), { body: canary, request: { token: canary } }),
  ],
  ["a cause", () => new Error("Failed.", { cause: errorOf(() => JSON.parse(canary)) })],
  ["a cause that is no error", () => new Error("Failed.", { cause: { token: canary } })],
  ["one of several", () => new AggregateError([errorOf(() => new URL(canary)), canary], "Failed.")],
  ["words that were thrown", () => canary],
  ["an object that was thrown", () => ({ message: canary, stack: `    at ${canary}` })],
])("keeps nothing of the values in %s", (_, act) => {
  expect(JSON.stringify(loggedError(errorOf(act)))).not.toContain(canary);
});

test("keeps what helps to find a mistake: kind, message, code, places, causes", () => {
  const cause = Object.assign(new RangeError("Too far."), { code: "E_FAR" });
  const logged = loggedError(new TypeError("Not so.", { cause }));
  expect(logged).toMatchObject({
    ...{ type: "TypeError", message: "Not so.", stack: expect.stringMatching(/^ {4}at /) },
    cause: { type: "RangeError", message: "Too far.", code: "E_FAR" },
  });
  expect(logged.stack).toContain("logged-error.test.ts");
  const several = loggedError(new AggregateError([new Error("one"), new Error("two")], "Both."));
  expect(several.errors?.map(({ message }) => message)).toEqual(["one", "two"]);
});

test("ends where causes go round, and where a message is endless", () => {
  const round = new Error("Round.");
  round.cause = round;
  expect(JSON.stringify(loggedError(round)).match(/Round\./g)).toHaveLength(6);
  expect(JSON.stringify(loggedError(new Error("x".repeat(1_000_000)))).length).toBeLessThan(20_000);
});
