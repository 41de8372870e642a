import { serveRoute } from "../route.ts";
import { eventStreamOf } from "./event-stream-of.ts";
import { findHookChannel, HookChannelParams } from "./find-hook.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `…/message_hooks/listen/`: what a channel's hooks send, as it happens, for whoever watches. */
export function serveListen(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "GET", path: "/v1/channels/:id/message_hooks/listen/", scope: "hooks:read" },
    ...{ operationId: "listenToChannel", tag: "MessageHooks" },
    summary: "Watch what happens on a channel",
    description:
      "From now on, with or without hooks; as `parley listen` shows it. Nothing is repeated: who must have everything makes a hook.",
    params: HookChannelParams,
    answers: {},
    streams: {
      "text/event-stream":
        "`message` with the body that a hook would get; `missed` where some were left out.",
    },
    handle: async ({ identity, params }) => {
      const channel = await findHookChannel(ports, identity, params.id);
      return eventStreamOf(ports, { identity, key: `channel.${channel.id}` }, (stream) =>
        ports.hooks.tail.follow(channel.id, (body) =>
          body === null ? stream.send("missed", {}) : stream.sendText("message", body),
        ),
      );
    },
  });
}
