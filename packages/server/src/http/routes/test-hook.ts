import { HookTestAnswer } from "@parley/contract";
import { sampleMessage } from "../../channels/platform/sample-message.ts";
import { maskHeaders } from "../../features/mask-headers.ts";
import type { AttemptRecord } from "../../ports/hooks.ts";
import { serveRoute } from "../route.ts";
import { findHook, findHookChannel, HookParams } from "./find-hook.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `…/message_hooks/{hook}/test/`: a sample, sent now, and what came back. */
export function serveHookTest(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: "/v1/channels/:id/message_hooks/:hook/test/" },
    ...{ scope: "hooks:write", operationId: "testHook", tag: "MessageHooks" },
    summary: "Send a sample to a hook",
    description:
      "Once, now, signed like any other, whether the hook is on or off. Receivers know it by its event id, which begins with `evt_test_`. It is in no log.",
    params: HookParams,
    answers: { 200: HookTestAnswer },
    handle: async ({ identity, params }) => {
      const channel = await findHookChannel(ports, identity, params.id);
      const hook = await findHook(ports, identity, params);
      const { chance, clock, hooks } = ports;
      const about = { renderer: hooks.renderer, channel, hook };
      const sample = sampleMessage(about, { uuid: chance.uuid(), nowMs: clock.nowMs() });
      const attempt = await hooks.deliveries.tryOnce(hook, sample);
      return {
        status: 200,
        body: {
          success: true,
          event_id: sample.eventId,
          request: requestOf(attempt, sample.body),
          answer: answerOf(attempt),
        },
      };
    },
  });
}

const requestOf = ({ url, requestHeaders }: AttemptRecord, body: string) => ({
  ...{ method: "POST", url, headers: maskHeaders(requestHeaders), body },
});

function answerOf({ status, answer, answerHeaders, error, durationMs }: AttemptRecord) {
  const duration_ms = Math.round(durationMs);
  if (status === null) return { error: error ?? "No answer came.", duration_ms };
  return { status, headers: maskHeaders(answerHeaders), text: answer, duration_ms };
}
