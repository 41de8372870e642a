import {
  Done,
  HookDeliveriesQuery,
  HookDeliveryAnswer,
  HookDeliveryPage,
  HookQueuedAnswer,
  HookReplay,
  HookResendAnswer,
} from "@parley/contract";
import { z } from "zod";
import {
  deliveryId,
  presentDelivery,
  presentDeliveryInFull,
  readDeliveryId,
} from "../../channels/platform/present-delivery.ts";
import { AppError, noSuch } from "../../errors.ts";
import { deed } from "../../features/audit/deed.ts";
import { tellDeed } from "../../features/audit/tell-deed.ts";
import type { AuditDeed, AuditDetail } from "../../ports/audit.ts";
import type { DeliveryFilter, DeliveryKey, HookRecord } from "../../ports/hooks.ts";
import type { StoredEntry } from "../../ports/store.ts";
import { success } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { findHook, HookParams } from "./find-hook.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "MessageHooks";
const hookPath = "/v1/channels/:id/message_hooks/:hook/";
const deliveryPath = `${hookPath}deliveries/:delivery/`;

const DeliveryParams = HookParams.extend({
  delivery: z.string().max(64).describe("The delivery's `id`."),
});

/** `…/message_hooks/{hook}/deliveries/`: what a hook was and is owed, with every attempt. */
export function serveHookDeliveries(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "GET", path: `${hookPath}deliveries/`, scope: "hooks:read" },
    ...{ operationId: "listHookDeliveries", tag, summary: "List a hook's deliveries" },
    description: "The newest first. They are kept for 30 days, unless the operator says otherwise.",
    params: HookParams,
    query: HookDeliveriesQuery,
    answers: { 200: HookDeliveryPage },
    handle: async ({ identity, params, query }) => {
      const hook = await findHook(ports, identity, params);
      const { total, rows } = await ports.hooks.deliveries.list(filterOf(hook.id, query));
      const around = await aroundOf(ports, hook);
      const deliveries = await Promise.all(
        rows.map(async (it) => presentDelivery(it, { ...around, entry: await entryOf(ports, it) })),
      );
      return { status: 200, body: { success: true, total, deliveries } };
    },
  });
  serveRoute(ports.routes, {
    ...{ method: "GET", path: deliveryPath, scope: "hooks:read" },
    ...{ operationId: "getHookDelivery", tag, summary: "Read a delivery with all its attempts" },
    description: "What was sent, byte for byte, and what came back. Secrets are masked.",
    params: DeliveryParams,
    answers: { 200: HookDeliveryAnswer },
    handle: async ({ identity, params }) => {
      const hook = await findHook(ports, identity, params);
      const found = await findDelivery(ports, hook, params);
      const around = { ...(await aroundOf(ports, hook)), entry: await entryOf(ports, found) };
      const delivery = presentDeliveryInFull(found, around);
      return { status: 200, body: { success: true, delivery } };
    },
  });
  serveResend(ports);
  serveSkip(ports);
  serveReplay(ports);
}

function serveResend(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: `${deliveryPath}resend/`, scope: "hooks:write" },
    ...{ operationId: "resendHookDelivery", tag, summary: "Send a delivery once more" },
    description: "At once, beside all that waits: the same bytes under the same `webhook-id`.",
    params: DeliveryParams,
    answers: { 202: HookResendAnswer },
    refusals: ["body-not-kept"],
    handle: async ({ identity, params, keep }) => {
      const hook = await findHook(ports, identity, params);
      const delivery = await findDelivery(ports, hook, params);
      const begin = () => tell(ports, hook, "delivery.resent", { delivery_id: params.delivery });
      const by = { requestName: keep?.requestName, begin };
      const key = await ports.hooks.deliveries.resend(delivery, by);
      if (!key) throw new AppError("body-not-kept");
      return { status: 202, body: { success: true, delivery_id: deliveryId(key) } };
    },
  });
}

function serveSkip(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: `${deliveryPath}skip/`, scope: "hooks:write" },
    ...{ operationId: "skipHookDelivery", tag, summary: "Give a delivery up" },
    description:
      "What waits behind it goes on. For hooks with `ordering: strict`, whose conversations wait until a message is delivered, given up or skipped.",
    params: DeliveryParams,
    answers: { 200: Done },
    refusals: ["delivery-done"],
    handle: async ({ identity, params }) => {
      const hook = await findHook(ports, identity, params);
      const delivery = await findDelivery(ports, hook, params);
      const begin = () => tell(ports, hook, "delivery.skipped", { delivery_id: params.delivery });
      if (!(await ports.hooks.deliveries.skip(delivery, { begin })))
        throw new AppError("delivery-done");
      return success;
    },
  });
}

function serveReplay(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: `${hookPath}replay/`, scope: "hooks:write" },
    ...{ operationId: "replayHook", tag, summary: "Send everything since a moment once more" },
    description:
      "In order, under the same ids, beside what happens meanwhile; to another address if one is given. What was delivered is sent as well: receivers tell repeats by `webhook-id`.",
    params: HookParams,
    body: HookReplay,
    answers: { 202: HookQueuedAnswer },
    handle: async ({ identity, params, body, keep }) => {
      const hook = await findHook(ports, identity, params);
      const { since, until, customer_id: conversationId, url } = body;
      const times = { sinceMs: milliseconds(since), untilMs: milliseconds(until) };
      const detail = {
        ...{ since, until: until ?? null, customer_id: conversationId ?? null },
        host: URL.parse(url ?? hook.url)?.host ?? "",
      };
      const begin = () => tell(ports, hook, "hook.replayed", detail);
      const what = { ...times, conversationId, url };
      const by = { requestName: keep?.requestName, begin };
      const { queued, run } = await ports.hooks.deliveries.replay(hook, what, by);
      return { status: 202, body: { success: true, queued, run } };
    },
  });
}

/** What is sent, or given up, by hand stands in the audit log before it is. */
function tell(
  ports: ResourcePorts,
  { id, workspaceId, name }: HookRecord,
  what: AuditDeed,
  detail: AuditDetail,
): Promise<void> {
  const actor = ports.features.accounts.acting.present();
  return tellDeed(ports, actor, deed(workspaceId, `hook ${id}`, name)(what, detail));
}

const noDelivery = ({ id, hook, delivery }: z.output<typeof DeliveryParams>) =>
  noSuch("delivery", delivery, `/v1/channels/${id}/message_hooks/${hook}/deliveries/`);

async function findDelivery(
  ports: ResourcePorts,
  { id: hookId }: HookRecord,
  params: z.output<typeof DeliveryParams>,
) {
  const key = readDeliveryId(params.delivery);
  const delivery = key && (await ports.hooks.deliveries.find({ hookId, ...key }));
  if (!delivery) throw noDelivery(params);
  return delivery;
}

async function aroundOf({ clock, hooks }: ResourcePorts, hook: HookRecord) {
  return { hook, health: await hooks.manage.health(hook.id), nowMs: clock.nowMs() };
}

/** What a delivery tells of. */
async function entryOf(
  { store }: ResourcePorts,
  { conversationId, seq }: DeliveryKey,
): Promise<StoredEntry | undefined> {
  return (await store.entries({ conversationId, afterSeq: seq - 1, limit: 1 }))[0];
}

function filterOf(hookId: number, query: HookDeliveriesQuery): DeliveryFilter {
  const { since, until, customer_id, type, sender, status, run, offset, limit } = query;
  return {
    ...{ hookId, offset, limit },
    ...(customer_id !== undefined && { conversationId: customer_id }),
    ...(run !== undefined && { run }),
    ...(type !== undefined && { type }),
    ...(sender !== undefined && { sender }),
    ...(status !== undefined && { status }),
    ...(since !== undefined && { sinceMs: milliseconds(since) }),
    ...(until !== undefined && { untilMs: milliseconds(until) }),
  };
}

function milliseconds(seconds: number): number;
function milliseconds(seconds: number | undefined): number | undefined;
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
