import { expect, test } from "vitest";
import { maskHeaders } from "./mask-headers.ts";

const masked = (name: string, value: string) => maskHeaders({ [name]: value })[name];

test.each([
  ["Authorization", "Token s3cret", "Token ****"],
  ["authorization", "Token my secret of several words", "Token ****"],
  ["authorization", "Digest username=x, response=s3cret, uri=/", "Digest ****"],
  ["authorization", "AWS4-HMAC-SHA256 Credential=s3cret/x, Signature=y", "AWS4-HMAC-SHA256 ****"],
  ["authorization", "s3cret", "****"],
  ["authorization", "s3cret and more", "****"],
  ["authorization", "token", "****"],
  ["proxy-authorization", "Basic czNjcmV0", "Basic ****"],
  ["cookie", "session=s3cret; theme=dark", "****"],
  ["set-cookie", "session=s3cret; Path=/; HttpOnly", "****"],
  ["X-Api-Key", "s3cret", "****"],
  ["x-apikey", "s3cret", "****"],
  ["ocp-apim-subscription-key", "s3cret", "****"],
  ["x-gitlab-token", "s3cret", "****"],
  ["x-auth-token", "s3cret", "****"],
  ["x-auth", "s3cret", "****"],
  ["x-client-secret", "s3cret", "****"],
  ["x-password", "s3cret", "****"],
  ["x-amz-security-token", "s3cret", "****"],
  ["x-session-id", "s3cret", "****"],
])("of %s: %s it shows %s", (name, value, shown) => {
  expect(masked(name, value)).toBe(shown);
});

test.each([
  "content-type",
  "host",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "idempotency-key",
  "www-authenticate",
  "x-author",
  "x-ratelimit-remaining-tokens",
])("%s is shown as it is", (name) => {
  expect(masked(name, "some value")).toBe("some value");
});
