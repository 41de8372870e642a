import { expect, test } from "vitest";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";

test("an authority of the operator that is no certificate stops the start, not the first call", () => {
  const broken = "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n";
  const make = () => createEgress({ allow: parseAllowList("").rules, extraAuthorities: [broken] });
  expect(make).toThrow();
});
