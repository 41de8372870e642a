import type { FlowDocument } from "@parley/flow";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, type Told } from "./ask-json.ts";
import { openTestServer, type TestServer } from "./open-test-server.ts";

/** Repeats the first message, then asks for a size until it gets one. */
const sizesFlow: FlowDocument = {
  ...{ format: 1, name: "Sizes", timezone: "UTC", language: "en", start: "hello" },
  ...{ keywords: {}, fields: {} },
  blocks: {
    hello: {
      kind: "send_text",
      params: { text: "You said: @last_input" },
      next: { success: "sizes" },
    },
    sizes: {
      kind: "buttons",
      params: {
        ...{ text: "Which size?", field: "size" },
        options: [
          { id: "small", label: "Small" },
          { id: "large", label: "Large" },
        ],
      },
      next: { small: "bye", large: "bye" },
    },
    bye: { kind: "send_text", params: { text: "Size: @size" }, next: {} },
  },
};

/** A line of a transcript, as far as tests look at it. */
export interface Line {
  readonly type: string;
  readonly message: string;
  readonly sender: { readonly type: string };
  readonly data: { readonly [key: string]: unknown };
}

/** An API channel with the flow above, as its owner uses it. */
export interface ApiChannel {
  readonly server: TestServer;
  readonly id: number;
  /** Its own token. */
  readonly key: string;
  send(body: unknown, token?: string, headers?: Readonly<Record<string, string>>): Promise<Told>;
  say(text: string, token?: string): Promise<Told>;
  transcript(customerId?: number): Promise<readonly Line[]>;
  /** The transcript as `who: words`. */
  spoken(customerId?: number): Promise<readonly string[]>;
  customers(): Promise<readonly { readonly [key: string]: unknown }[]>;
}

/** Opens a server with one API channel. */
export async function openApiChannel(): Promise<ApiChannel> {
  const server = await openTestServer({ openStore: openMemoryStore });
  const draft = await server.features.bots.create(server.workspace.id, sizesFlow);
  const bot = await server.features.bots.publish(draft, "");
  const { channel, key } = await server.features.channels.create({
    ...{ workspaceId: server.workspace.id, name: "App", type: "apichat", botId: bot.id },
  });
  if (key === null) throw new Error("The channel has no key.");

  const send: ApiChannel["send"] = (body, token = "tg-42", headers = {}) =>
    askJson(server, "POST", `/v1/send/${token}/`, body, {
      authorization: `Token ${key}`,
      ...headers,
    });
  const transcript: ApiChannel["transcript"] = async (customerId = 10_000_001) => {
    const { body } = await askJson(server, "GET", `/v1/customers/${customerId}/messages/`);
    return (body as { messages: Line[] }).messages;
  };
  return {
    ...{ server, id: channel.id, key, send, transcript },
    say: (message, token) => send({ message: { type: "text", message } }, token),
    spoken: async (customerId) =>
      (await transcript(customerId)).map(({ sender, message }) => `${sender.type}: ${message}`),
    customers: async () => {
      const { body } = await askJson(server, "GET", "/v1/customers/");
      return (body as { customers: { [key: string]: unknown }[] }).customers;
    },
  };
}
