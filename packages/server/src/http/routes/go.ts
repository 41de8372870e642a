import { AssignBot, BotRef, Done, ResumeCustomer } from "@parley/contract";
import type { Value } from "@parley/flow";
import type { ErrorCode } from "../../errors.ts";
import type { FieldInput } from "../../features/conversations/customer-fields.ts";
import { success } from "../answer.ts";
import { flowDepthOf } from "../flow-depth.ts";
import { requireScope, serveRoute } from "../route.ts";
import { findBot } from "./find-bot.ts";
import { CustomerParams, findReachableCustomer } from "./find-customer.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "Request, Set, Go";
const refusals: readonly ErrorCode[] = [
  "unknown-block",
  "customer-blocked",
  "customer-archived",
  "channel-inactive",
  "bot-not-published",
  "flow-too-deep",
];

/** Go: sends a conversation on, alone or together with Set. */
export function serveGo(ports: ResourcePorts): void {
  const { routes, features } = ports;
  serveRoute(routes, {
    ...{ method: "PUT", path: "/v1/customers/:id/assign_bot/:bot_id/", scope: "bots:run" },
    ...{ operationId: "assignBot", tag, summary: "Run a bot from a block (Go)", refusals },
    description:
      "Jumps to the block whatever the conversation was doing, and takes it from an agent who holds it. Answered once the jump is stored; the bot's messages follow. Without an `Idempotency-Key` the same call again runs again.",
    params: CustomerParams.extend({ bot_id: BotRef }),
    body: AssignBot,
    answers: { 200: Done },
    handle: async ({ identity, params, body, request, settle }) => {
      const flowDepth = flowDepthOf(request);
      const customer = await findReachableCustomer(ports, identity, params.id);
      // A deleted bot is found no more, but those who are in it go on in it.
      const isIn = params.bot_id === String(customer.state.bot);
      const bot = isIn ? null : await findBot(features.bots, identity, params.bot_id);
      return settle(
        (seal) =>
          features.go({
            customerId: customer.id,
            workspaceId: identity.workspaceId,
            botId: bot?.id ?? customer.state.bot,
            block: body.node ?? null,
            isLaunched: body.launch ?? true,
            flowDepth,
            ...(seal && { seal }),
          }),
        () => success,
      );
    },
  });
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/customers/:id/resume/", scope: "bots:run" },
    ...{ operationId: "resumeCustomer", tag, summary: "Set and Go in one" },
    description:
      "All of it or nothing. With `if_node` only while the conversation is parked there. Fields need the scope `fields:write` as well.",
    params: CustomerParams,
    body: ResumeCustomer,
    answers: { 200: Done },
    refusals: [...refusals, "not-at-block", "too-many-fields"],
    handle: async ({ identity, params, body, request, settle }) => {
      const flowDepth = flowDepthOf(request);
      const customer = await findReachableCustomer(ports, identity, params.id);
      const fields = fieldInputs(body.fields);
      if (Object.keys(fields).length > 0) requireScope(identity, "fields:write");
      return settle(
        (seal) =>
          features.go({
            customerId: customer.id,
            workspaceId: identity.workspaceId,
            botId: body.bot_id,
            block: body.node ?? null,
            isLaunched: body.launch ?? true,
            fields,
            ...(body.if_node !== undefined && { ifBlock: body.if_node }),
            flowDepth,
            ...(seal && { seal }),
          }),
        () => success,
      );
    },
  });
}

type Written = NonNullable<ResumeCustomer["fields"]>[string];

function fieldInputs(given: { readonly [name: string]: Written }): {
  readonly [name: string]: FieldInput;
} {
  return Object.fromEntries(Object.entries(given).map(([name, it]) => [name, inputOf(it)]));
}

/** A scalar alone is a value; an object has it under `value`. */
function inputOf(written: Written): FieldInput {
  if (typeof written !== "object" || written === null) return { value: written };
  const { value, type, extra } = written;
  return {
    value: value as Value,
    ...(type && { type }),
    ...(extra && { extra: extra as NonNullable<FieldInput["extra"]> }),
  };
}
