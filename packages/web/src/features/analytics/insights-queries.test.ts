import { expect, test } from "vitest";
import { createApi } from "../../data/api.ts";
import { insightsQuery } from "./insights-queries.ts";

const api = createApi({ fetch: async () => Response.json({}), onSignedOut: () => {} });
const scope = { botId: 1, version: null, range: { kind: "24h" } } as const;

test("What is looked at keeps up within seconds; of very many at once each is read less often", () => {
  expect(insightsQuery(api, scope).refetchInterval).toBe(3_000);
  expect(insightsQuery(api, scope, 20).refetchInterval).toBe(3_000);
  expect(insightsQuery(api, scope, 80).refetchInterval).toBe(10_000);
});
