import type { Flow } from "@parley/flow";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { chatConfig } from "../../channels/web/chat-config.ts";
import { sharePage, sharePagePolicy } from "../../channels/web/share-page.ts";
import { staticGreeting } from "../../channels/web/static-greeting.ts";
import { AppError } from "../../errors.ts";
import type { Flows } from "../../features/flows/flows.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import { sendAnswer } from "../answer-errors.ts";
import type { ChatBundles } from "./chat-bundles.ts";
import { plainPage, sendPlain, servePlainStyle } from "./plain-page.ts";
import { serveScripts } from "./script-routes.ts";
import { serveTryPage } from "./try-page.ts";
import { webChannel } from "./visitor-context.ts";
import type { WebchatPorts } from "./webchat-ports.ts";

export interface PagePorts extends WebchatPorts {
  readonly flows: Flows;
  readonly bundles: ChatBundles;
  readonly publicUrl: () => string;
}

type ByToken = { Params: { token: string } };

/** Share pages, chat configurations and the chat's own scripts. */
export function servePages(app: FastifyInstance, ports: PagePorts): void {
  // A loaded flow never changes, and neither does its greeting.
  const greetings = new WeakMap<Flow, ReturnType<typeof staticGreeting>>();
  const greetingOf = (flow: Flow) => {
    const known = greetings.get(flow);
    if (known !== undefined) return known;
    const greeting = staticGreeting(flow);
    greetings.set(flow, greeting);
    return greeting;
  };

  const config = async (channel: ChannelRecord) => {
    const newest = channel.botId === null ? null : await ports.flows.newest(channel.botId);
    const flow = newest ?? (await ports.flows.running(0, 0));
    return chatConfig(channel, flow, greetingOf(flow), ports.publicUrl());
  };

  const sendConfig = async (request: FastifyRequest<ByToken>, reply: FastifyReply) => {
    const channel = await webChannel(ports.channels, request.params.token);
    return sendAnswer(reply, { status: 200, body: await config(channel) });
  };

  for (const root of ["/v3", "/u"]) {
    app.get<ByToken>(`${root}/:token/index.json`, sendConfig);
    app.get<ByToken>(`${root}/:token/index.html`, async (request, reply) => {
      // A client that asks for the page as data means the configuration.
      if (!/text\/html/.test(request.headers.accept ?? "")) return sendConfig(request, reply);
      const channel = await chatOf(ports, request.params.token);
      if (channel === null) return sendPlain(reply.code(404), noChat);
      return reply
        .type("text/html; charset=utf-8")
        .header("content-security-policy", sharePagePolicy(channel))
        .header("cache-control", "no-store")
        .send(sharePage(channel, await config(channel)));
    });
  }

  app.get("/", (_, reply) => sendPlain(reply, frontDoor));
  servePlainStyle(app);
  serveTryPage(app);
  serveScripts(app, ports.bundles);
}

/** The channel behind a link; `null`: there is none, or it is switched off, which a visitor need not tell apart. */
async function chatOf({ channels }: PagePorts, token: string): Promise<ChannelRecord | null> {
  try {
    return await webChannel(channels, token);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

const noChat = plainPage(
  "There is no chat here",
  "The link may be mistyped, or the chat was closed. Ask for a new link where you found this one.",
);

/** For people who open the bare address: what this is, and where to go. */
const frontDoor = plainPage(
  "Parley is running",
  'Bots are built in <a href="/studio/">the Studio</a>, chats have links of their own, and the API is described at <a href="/docs">/docs</a>.',
);
