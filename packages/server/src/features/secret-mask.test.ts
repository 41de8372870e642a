import fc from "fast-check";
import { expect, test } from "vitest";
import { createSecretMask } from "./secret-mask.ts";

const masked = (text: string): string => {
  const mask = createSecretMask();
  mask.learnFrom(text);
  return mask.apply(text);
};

test.each([
  ['{"password": "hunter22"}', '{"password": "****"}'],
  ['{"a":{"apiKey":"k1","n":1}}', '{"a":{"apiKey":"****","n":1}}'],
  ['{"token":12345678,"id":7}', '{"token":"****","id":7}'],
  ['{"api_key":"a\\"b\\\\c"}', '{"api_key":"****"}'],
  ["https://x.example/?access_token=abc123&q=1", "https://x.example/?access_token=****&q=1"],
  ["secret=s3&name=Ann", "secret=****&name=Ann"],
  ["api%5Fkey=abcdefgh&x=abcdefgh", "api%5Fkey=****&x=****"],
  [
    "Go to https://a.example/v1/resume/AbC-123_x/ now",
    "Go to https://a.example/v1/resume/****/ now",
  ],
  ["%2Fv1%2Fresume%2FAbC123%2F", "%2Fv1%2Fresume%2F****%2F"],
])("masks %s", (text, shown) => {
  expect(masked(text)).toBe(shown);
});

test.each(['{"author":"Ann","tokens":3,"keyboard":"x"}', "q=1&page=2", "no pairs at all", ""])(
  "leaves %j as it is",
  (text) => {
    expect(masked(text)).toBe(text);
  },
);

test("masks what was learnt wherever else it stands, without its scheme as well", () => {
  const mask = createSecretMask();
  mask.learn("Bearer abcdef-123");
  expect(mask.apply("You sent Bearer abcdef-123, that is abcdef-123.")).toBe(
    "You sent ****, that is ****.",
  );
});

test("masks the longer of two secrets of which one begins the other", () => {
  const mask = createSecretMask();
  mask.learn("abcdef");
  mask.learn("abcdefgh");
  expect(mask.apply("abcdefgh abcdef")).toBe("**** ****");
});

test("does not look for what is too short to be sure of", () => {
  expect(masked('{"password":"on","state":"on"}')).toBe('{"password":"****","state":"on"}');
});

test("no secret of a JSON body is left, whatever it and its surroundings are", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/=_-]{12,40}$/);
  fc.assert(
    fc.property(secret, fc.json(), fc.string(), (value, other, words) => {
      const body = JSON.stringify({ words: `${words}${value}`, client_secret: value, other });
      expect(masked(body)).not.toContain(value);
    }),
  );
});

test("takes no longer for hostile text than its length warrants", () => {
  const before = process.threadCpuUsage();
  masked(`"${'\\"'.repeat(200_000)}`);
  masked("=".repeat(400_000));
  masked('"a":'.repeat(100_000));
  // What it computed, not what the machine did meanwhile.
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(5_000);
});

test("masks a secret that the end of a text cuts in two", () => {
  for (const end of ["", "\\", '\\"']) {
    const secrets = createSecretMask();
    expect(secrets.apply(`{"id":1,"token":"c4nary-5ecr${end}`)).toBe('{"id":1,"token":"****"');
  }
});
