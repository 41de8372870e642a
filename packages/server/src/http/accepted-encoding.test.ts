import { expect, test } from "vitest";
import { acceptedEncoding } from "./accepted-encoding.ts";

test.each([
  // What browsers send: over TLS and on localhost, and over plain http.
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  // Who likes none of ours better than another gets the smallest.
  ["br, gzip", "br"],
  ["GZIP", "gzip"],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["deflate, *;q=0.1", "br"],
  // Who does gets what they like.
  ["br;q=0.5, gzip;q=0.9", "gzip"],
  ["gzip; q=0.2 , identity;q=0.1", "gzip"],
  ["gzip;q=0.2, identity", "identity"],
  // What is refused is not sent.
  ["gzip;q=0", "identity"],
  ["br;q=0.000, gzip", "gzip"],
  ["br;q=0, gzip;q=0.0, *", "identity"],
  ["*;q=0", "identity"],
  ["gzip, *;q=0", "gzip"],
  ["identity;q=0, *;q=0", "identity"],
  // Nor what only looks like it.
  ["brotli, x-br, gzipped", "identity"],
  ["br;q=much", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("%s is answered as %s", (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
