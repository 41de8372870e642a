import type { Value } from "@parley/flow";
import type { FastifyRequest } from "fastify";
import { AppError, notFound } from "../../errors.ts";
import type { Channels } from "../../features/channels/channels.ts";
import type { VisitorContext } from "../../features/conversations/visitor-turns.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import { flowDepthOf } from "../flow-depth.ts";
import {
  type BodyObject,
  newVisitorSecret,
  visitorKeyOf,
  visitorSecret,
} from "./visitor-secret.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

/** A visitor as one request shows them. */
export interface Visitor {
  readonly context: VisitorContext;
  readonly secret: string;
  /** It was made for this request: nobody can have used it before. */
  readonly isSecretFresh: boolean;
}

/** Finds an active web channel by its public token: at once where it was asked for lately. */
export function webChannel(
  channels: Channels,
  token: unknown,
): ChannelRecord | Promise<ChannelRecord> {
  const found = typeof token === "string" ? channels.byToken(token) : null;
  return found instanceof Promise ? found.then(activeWeb) : activeWeb(found);
}

const noChat = () =>
  notFound("There is no web chat with this token. GET /v1/channels/ shows each channel's `token`.");

function activeWeb(channel: ChannelRecord | null): ChannelRecord {
  if (channel?.type !== "landbot") throw noChat();
  if (!channel.isActive) throw new AppError("channel-inactive");
  return channel;
}

/** Reads who writes and what their chat tells along. A client without a secret gets one made. */
export function visitorOf(
  request: Pick<FastifyRequest, "headers">,
  channel: ChannelRecord,
  body: BodyObject,
  ports: Pick<WebchatPorts, "clock" | "chance">,
): Visitor {
  const given = visitorSecret(request, body);
  const secret = given ?? newVisitorSecret(ports);
  return {
    secret,
    isSecretFresh: given === null,
    context: {
      channel,
      visitorKey: visitorKeyOf(secret),
      mayBegin: given === null || body.new_visitor === true,
      customData: objectOf(body.custom_data),
      facts: factsOf(request, body),
      flowDepth: flowDepthOf(request),
    },
  };
}

/** The page and the browser, as far as the chat tells. */
function factsOf(
  request: Pick<FastifyRequest, "headers">,
  body: BodyObject,
): { [name: string]: Value } {
  const facts: { [name: string]: Value } = {};
  const page = body.origin;
  if (typeof page === "string" && isWebAddress(page)) facts.landbot_url = page.slice(0, 2048);
  const agent = objectOf(body.metadata_info).string ?? request.headers["user-agent"];
  if (typeof agent === "string" && agent !== "") facts.browser = agent.slice(0, 512);
  return facts;
}

/** What a flow or an inbox may show as a link: nothing that a browser would run. */
function isWebAddress(text: string): boolean {
  return /^https?:/i.test(text) && URL.canParse(text);
}

function objectOf(value: Value | undefined): { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Value })
    : {};
}
