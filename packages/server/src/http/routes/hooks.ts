import {
  HookAnswer,
  HookChange,
  HookInFullAnswer,
  HookPage,
  HookSecretAnswer,
  HooksQuery,
  NewHook,
} from "@parley/contract";
import { z } from "zod";
import { presentGivenUp, presentHook, presentOwed } from "../../channels/platform/present-hook.ts";
import type { Identity } from "../../features/accounts/tokens.ts";
import type { MadeHook } from "../../features/hooks/make-hook.ts";
import type { HookHealth, HookRecord } from "../../ports/hooks.ts";
import { type Answer, gone } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { findHook, findHookChannel, HookChannelParams, HookParams } from "./find-hook.ts";
import type { ResourcePorts } from "./platform-ports.ts";

const tag = "MessageHooks";
const listPath = "/v1/channels/:id/message_hooks/";
const hookPath = `${listPath}:hook/`;

/** `/v1/channels/{id}/message_hooks/`: where a channel's messages and events are sent. */
export function serveHooks(ports: ResourcePorts): void {
  const { manage } = ports.hooks;
  serveRoute(ports.routes, {
    ...{ method: "GET", path: listPath, scope: "hooks:read" },
    ...{ operationId: "listHooks", tag, summary: "List a channel's hooks" },
    params: HookChannelParams,
    query: HooksQuery,
    answers: { 200: HookPage },
    handle: async ({ identity, params, query: { kind, offset, limit } }) => {
      const channel = await findHookChannel(ports, identity, params.id);
      const all = await manage.list(channel.id, kind === "all" ? "all" : "messages");
      const page = all.slice(offset, offset + limit);
      const hooks = await Promise.all(page.map((hook) => shown(ports, identity, hook)));
      return { status: 200, body: { success: true, total: all.length, hooks } };
    },
  });
  serveCreate(ports);
  serveRoute(ports.routes, {
    ...{ method: "GET", path: hookPath, scope: "hooks:read" },
    ...{ operationId: "getHook", tag, summary: "Read a hook" },
    params: HookParams,
    answers: { 200: HookInFullAnswer },
    handle: async ({ identity, params }) => {
      const hook = await findHook(ports, identity, params);
      const around = {
        ...presentOwed(await manage.owedTo(hook.id)),
        ...presentGivenUp(await manage.givenUpOf(hook.id)),
      };
      const body = { success: true, hook: { ...(await shown(ports, identity, hook)), ...around } };
      return { status: 200, body };
    },
  });
  serveChange(ports);
  serveRoute(ports.routes, {
    ...{ method: "DELETE", path: hookPath, scope: "hooks:write" },
    ...{ operationId: "deleteHook", tag, summary: "Delete a hook" },
    description: "What it is owed, and the log of what it got, go with it.",
    params: HookParams,
    answers: { 204: z.null() },
    handle: async ({ identity, params, keep }) => {
      const hook = await findHook(ports, identity, params);
      await manage.delete(hook, keep && (() => keep(gone)));
      return gone;
    },
  });
  serveRotate(ports);
}

function serveCreate(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: listPath, scope: "hooks:write" },
    ...{ operationId: "createHook", tag, summary: "Create a hook" },
    description:
      "JSON or a form. It gets everything from now on. `secret`, which signs every request, is shown here and never again. A channel has at most 20 hooks.",
    params: HookChannelParams,
    body: NewHook,
    answers: { 201: HookSecretAnswer },
    answersSecret: true,
    handle: async ({ identity, params, body, keep }) => {
      const channel = await findHookChannel(ports, identity, params.id);
      const present = answerWithSecret(ports, identity, 201, null);
      const input = { workspaceId: identity.workspaceId, channelId: channel.id };
      const { url, name } = body;
      const made = await ports.hooks.manage.create(
        { ...input, url, name, ...settingsOf(body) },
        keep && ((it) => keep(present(it))),
      );
      return present(made);
    },
  });
}

function serveChange(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "PATCH", path: hookPath, scope: "hooks:write" },
    ...{ operationId: "changeHook", tag, summary: "Change, pause or resume a hook" },
    description:
      "Effective at once. `enabled: false` pauses it: what it is owed meanwhile waits, and goes out in order when it is switched on again. Under another channel its path is that channel's.",
    params: HookParams,
    body: HookChange,
    answers: { 200: HookAnswer },
    handle: async ({ identity, params, body, keep }) => {
      const { manage } = ports.hooks;
      const hook = await findHook(ports, identity, params);
      const health = await manage.health(hook.id);
      const present = (changed: HookRecord) => {
        const isNew = body.enabled === true || changed.url !== hook.url;
        const around = aroundOf(ports, identity, changed, isNew ? null : health);
        return hookAnswer(200, presentHook(changed, around));
      };
      const { url, name, channel_id: channelId } = body;
      const changed = await manage.change(
        hook,
        { url, name, channelId, ...settingsOf(body) },
        keep && ((it) => keep(present(it))),
      );
      return present(changed);
    },
  });
}

function serveRotate(ports: ResourcePorts): void {
  serveRoute(ports.routes, {
    ...{ method: "POST", path: `${hookPath}rotate_secret/`, scope: "hooks:write" },
    ...{ operationId: "rotateHookSecret", tag, summary: "Give a hook a new signing secret" },
    description:
      "`secret` is shown here and never again. For 24 hours every request is also signed with the secret before this one. At most three sign: the oldest ends at once when there would be more.",
    params: HookParams,
    answers: { 200: HookSecretAnswer },
    answersSecret: true,
    handle: async ({ identity, params, keep }) => {
      const { manage } = ports.hooks;
      const hook = await findHook(ports, identity, params);
      const present = answerWithSecret(ports, identity, 200, await manage.health(hook.id));
      return present(await manage.rotateSecret(hook, keep && ((it) => keep(present(it)))));
    },
  });
}

function answerWithSecret(
  ports: ResourcePorts,
  identity: Identity,
  status: 200 | 201,
  health: HookHealth | null,
): (made: MadeHook) => Answer {
  return ({ hook, secret }) => {
    const shownHook = presentHook(hook, aroundOf(ports, identity, hook, health));
    return { status, body: { success: true, hook: shownHook, secret } };
  };
}

async function shown(ports: ResourcePorts, identity: Identity, hook: HookRecord) {
  const health = await ports.hooks.manage.health(hook.id);
  return presentHook(hook, aroundOf(ports, identity, hook, health));
}

const aroundOf = (
  { hooks }: ResourcePorts,
  { scopes }: Identity,
  hook: HookRecord,
  health: HookHealth | null,
) => ({ token: hooks.manage.token(hook), health, mayReadToken: scopes.has("hooks:write") });

const hookAnswer = (status: number, hook: ReturnType<typeof presentHook>): Answer => ({
  status,
  body: { success: true, hook },
});

function settingsOf(body: Omit<HookChange, "url" | "name" | "channel_id">) {
  const { enabled, legacy_strings, extra_events, token, ordering, types, senders } = body;
  return {
    ...{ token, ordering, types, senders },
    ...{ isEnabled: enabled, hasLegacyStrings: legacy_strings, extraEvents: extra_events },
  };
}
