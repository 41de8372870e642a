import { FlowTestAnswer, FlowTestPage, FlowTestWrite, PageQuery, PathId } from "@parley/contract";
import { z } from "zod";
import { presentFlowTest } from "../../channels/platform/present-builder.ts";
import { noSuch } from "../../errors.ts";
import type { FlowTestRecord } from "../../ports/builder.ts";
import { type Answer, gone } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { BotParams } from "./bots.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Bots";
const listPath = "/v1/bots/:id/tests/";
const path = `${listPath}:test/`;

const TestParams = BotParams.extend({ test: PathId.describe("The test's number.") });

/** `/v1/bots/{id}/tests/`: conversations that a bot's flow has to pass. */
export function serveFlowTests(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "GET", path: listPath, scope: "bots:read" },
    ...{ operationId: "listFlowTests", tag, summary: "List a bot's flow tests" },
    params: BotParams,
    query: PageQuery,
    answers: { 200: FlowTestPage },
    handle: async ({ identity, params, query: { offset, limit } }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const all = await features.flowTests.list(bot.id);
      const tests = all.slice(offset, offset + limit).map(presentFlowTest);
      return { status: 200, body: { success: true, total: all.length, tests } };
    },
  });
  serveRoute(routes, {
    ...{ method: "POST", path: listPath, scope: "bots:write" },
    ...{ operationId: "addFlowTest", tag, summary: "Add a flow test" },
    description:
      "The transcript is kept as it is written; whoever runs the test reads it. At most 200 a bot.",
    params: BotParams,
    body: FlowTestWrite,
    answers: { 201: FlowTestAnswer },
    refusals: ["too-many-of-bot"],
    handle: async ({ identity, params, body, keep }) => {
      const bot = await findBot(features.bots, identity, params.id);
      const seal = keep && ((made: FlowTestRecord) => keep(testAnswer(201, made)));
      return testAnswer(201, await features.flowTests.add(bot.id, body, seal));
    },
  });
  serveChange(ports);
}

function serveChange(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "PUT", path, scope: "bots:write" },
    ...{ operationId: "replaceFlowTest", tag, summary: "Replace a flow test" },
    params: TestParams,
    body: FlowTestWrite,
    answers: { 200: FlowTestAnswer },
    handle: async ({ identity, params, body, keep }) => {
      const test = await findTest(ports, identity, params);
      const seal = keep && ((it: FlowTestRecord) => keep(testAnswer(200, it)));
      const replaced = await features.flowTests.replace(test, body, seal);
      if (!replaced) throw noTest(params);
      return testAnswer(200, replaced);
    },
  });
  serveRoute(routes, {
    ...{ method: "DELETE", path, scope: "bots:write" },
    ...{ operationId: "deleteFlowTest", tag, summary: "Delete a flow test" },
    params: TestParams,
    answers: { 204: z.null() },
    handle: async ({ identity, params, keep }) => {
      const test = await findTest(ports, identity, params);
      await features.flowTests.delete(test, keep && (() => keep(gone)));
      return gone;
    },
  });
}

const noTest = ({ id, test }: z.output<typeof TestParams>) =>
  noSuch("flow test", test, `/v1/bots/${id}/tests/`);

async function findTest(
  { features }: ResourcePorts,
  identity: Parameters<typeof findBot>[1],
  params: z.output<typeof TestParams>,
): Promise<FlowTestRecord> {
  const bot = await findBot(features.bots, identity, params.id);
  const test = await features.flowTests.find(bot.id, params.test);
  if (!test) throw noTest(params);
  return test;
}

const testAnswer = (status: number, test: FlowTestRecord): Answer => ({
  status,
  body: { success: true, test: presentFlowTest(test) },
});
