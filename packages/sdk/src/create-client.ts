import type {
  AssignBot,
  Bot,
  BotAnswer,
  BotPage,
  ChangedChannelAnswer,
  Channel,
  ChannelAnswer,
  ChannelChange,
  ChannelPage,
  ChannelsQuery,
  Customer,
  CustomerAnswer,
  CustomerPage,
  CustomersQuery,
  DraftAnswer,
  Field,
  FieldAnswer,
  FieldWrite,
  NewBot,
  NewChannel,
  NewChannelAnswer,
  NewCustomer,
  NewToken,
  NewTokenAnswer,
  PageQuery,
  ResumeCustomer,
  SendImage,
  SendLocation,
  SendText,
  TokenPage,
  Transcript,
  TranscriptMessage,
  TranscriptQuery,
} from "@parley/contract";
import { type HooksClient, hooksOf, type InspectorsClient, inspectorsOf } from "./hooks-of.ts";
import { type ApiCall, createSender, type SenderOptions } from "./send-request.ts";
import { type TranscriptsClient, transcriptsOf } from "./transcripts-of.ts";

export interface ClientOptions extends SenderOptions {}

type Action = (customerId: number) => Promise<void>;

/** Set and Go in one; everything but the bot may be left out. */
export type ResumeRequest = Pick<ResumeCustomer, "bot_id"> &
  Partial<Omit<ResumeCustomer, "bot_id">>;

/** The platform API of one workspace. Every write is safe to repeat, and is repeated where it may have been lost. */
export interface Client {
  readonly customers: {
    list(query?: Partial<CustomersQuery>): Promise<CustomerPage>;
    get(id: number): Promise<Customer>;
    create(customer: NewCustomer): Promise<Customer>;
    delete: Action;
    /** A part of a transcript, or all of it; `transcripts.messages` reads a long one in pages. */
    messages(id: number, query?: Partial<TranscriptQuery>): Promise<TranscriptMessage[]>;
    sendText(id: number, text: SendText): Promise<void>;
    sendImage(id: number, image: SendImage): Promise<void>;
    sendLocation(id: number, place: SendLocation): Promise<void>;
    archive: Action;
    unarchive: Action;
    block: Action;
    unblock: Action;
    unassign: Action;
    /** Without an agent: to the token's own. */
    assign(id: number, options?: { agentId?: number; force?: boolean }): Promise<void>;
  };
  readonly fields: {
    get(customerId: number, name: string): Promise<Field>;
    /** Set: creates or changes. */
    set(customerId: number, name: string, field: FieldWrite): Promise<Field>;
    delete(customerId: number, name: string): Promise<void>;
  };
  /** Go: runs a bot from a block, or from its start. */
  assignBot(customerId: number, botId: number | string, go?: AssignBot): Promise<void>;
  /** Set and Go in one: both or neither. */
  resume(customerId: number, request: ResumeRequest): Promise<void>;
  readonly transcripts: TranscriptsClient;
  readonly bots: {
    list(query?: Partial<PageQuery>): Promise<BotPage>;
    get(id: number | string): Promise<Bot>;
    create(bot: NewBot): Promise<Bot>;
    draft(id: number | string): Promise<DraftAnswer>;
    /** Replaces the draft, if it still has the revision that was read. */
    saveDraft(id: number | string, flow: unknown, revision: number): Promise<DraftAnswer>;
    publish(id: number | string, note?: string): Promise<Bot>;
  };
  readonly channels: {
    list(query?: Partial<ChannelsQuery>): Promise<ChannelPage>;
    get(id: number): Promise<Channel>;
    /** An API channel's own token, and its hook's signing secret, are in this answer and nowhere else. */
    create(channel: NewChannel): Promise<NewChannelAnswer>;
    /** Where this made an API channel's hook, its signing secret is in this answer and nowhere else. */
    change(id: number, change: ChannelChange): Promise<ChangedChannelAnswer>;
  };
  readonly hooks: HooksClient;
  readonly inspectors: InspectorsClient;
  readonly tokens: {
    list(query?: Partial<PageQuery>): Promise<TokenPage>;
    /** The secret is in this answer and nowhere else. */
    create(token: NewToken): Promise<NewTokenAnswer>;
    delete(id: number): Promise<void>;
  };
}

/** Makes a client of a workspace's API. */
export function createClient(options: ClientOptions): Client {
  const sender = createSender(options);
  // The API's answers are tested against the schemas that these types are made from.
  const ask = async <T>(call: ApiCall): Promise<T> => (await sender.ask(call)) as T;
  return {
    customers: customersOf(ask),
    fields: fieldsOf(ask),
    assignBot: (id, botId, go = {}) =>
      ask({ method: "PUT", path: `${customer(id)}assign_bot/${segment(botId)}/`, body: go }).then(
        nothing,
      ),
    resume: (id, body) =>
      ask({ method: "POST", path: `${customer(id)}resume/`, body }).then(nothing),
    transcripts: transcriptsOf(ask, sender.lines),
    bots: botsOf(ask),
    channels: channelsOf(ask),
    hooks: hooksOf(ask),
    inspectors: inspectorsOf(ask),
    tokens: {
      list: (query = {}) => ask<TokenPage>({ method: "GET", path: "/v1/tokens/", query }),
      create: (body) => ask<NewTokenAnswer>({ method: "POST", path: "/v1/tokens/", body }),
      delete: (id) => ask({ method: "DELETE", path: `/v1/tokens/${id}/` }).then(nothing),
    },
  };
}

type Ask = <T>(call: ApiCall) => Promise<T>;

function customersOf(ask: Ask): Client["customers"] {
  const act =
    (method: "PUT" | "DELETE", what: string): Action =>
    (id) =>
      ask({ method, path: `${customer(id)}${what}` }).then(nothing);
  const post = (id: number, what: string, body: unknown) =>
    ask({ method: "POST", path: `${customer(id)}${what}/`, body }).then(nothing);
  return {
    list: (query = {}) => ask<CustomerPage>({ method: "GET", path: "/v1/customers/", query }),
    get: async (id) => (await ask<CustomerAnswer>({ method: "GET", path: customer(id) })).customer,
    create: async (body) =>
      (await ask<CustomerAnswer>({ method: "POST", path: "/v1/customers/", body })).customer,
    delete: act("DELETE", ""),
    messages: async (id, query = {}) => {
      const path = `${customer(id)}messages/`;
      return (await ask<Transcript>({ method: "GET", path, query })).messages;
    },
    sendText: (id, body) => post(id, "send_text", body),
    sendImage: (id, body) => post(id, "send_image", body),
    sendLocation: (id, body) => post(id, "send_location", body),
    archive: act("PUT", "archive/"),
    unarchive: act("PUT", "unarchive/"),
    block: act("PUT", "block/"),
    unblock: act("PUT", "unblock/"),
    unassign: act("PUT", "unassign/"),
    assign: (id, { agentId, force } = {}) => {
      const to = agentId === undefined ? "" : `${agentId}/`;
      const query = force ? { force } : {};
      return ask({ method: "PUT", path: `${customer(id)}assign/${to}`, query }).then(nothing);
    },
  };
}

function fieldsOf(ask: Ask): Client["fields"] {
  const field = (id: number, name: string) => `${customer(id)}fields/${segment(name)}/`;
  return {
    get: async (id, name) =>
      (await ask<FieldAnswer>({ method: "GET", path: field(id, name) })).field,
    set: async (id, name, body) =>
      (await ask<FieldAnswer>({ method: "PUT", path: field(id, name), body })).field,
    delete: (id, name) => ask({ method: "DELETE", path: field(id, name) }).then(nothing),
  };
}

function botsOf(ask: Ask): Client["bots"] {
  const bot = (id: number | string) => `/v1/bots/${segment(id)}/`;
  return {
    list: (query = {}) => ask<BotPage>({ method: "GET", path: "/v1/bots/", query }),
    get: async (id) => (await ask<BotAnswer>({ method: "GET", path: bot(id) })).bot,
    create: async (body) => (await ask<BotAnswer>({ method: "POST", path: "/v1/bots/", body })).bot,
    draft: (id) => ask<DraftAnswer>({ method: "GET", path: `${bot(id)}draft/` }),
    saveDraft: (id, flow, revision) => {
      const headers = { "if-match": `"${revision}"` };
      return ask<DraftAnswer>({ method: "PUT", path: `${bot(id)}draft/`, body: { flow }, headers });
    },
    publish: async (id, note = "") => {
      const path = `${bot(id)}publish/`;
      return (await ask<BotAnswer>({ method: "POST", path, body: { note } })).bot;
    },
  };
}

function channelsOf(ask: Ask): Client["channels"] {
  const channel = (id: number) => `/v1/channels/${id}/`;
  return {
    list: (query = {}) => ask<ChannelPage>({ method: "GET", path: "/v1/channels/", query }),
    get: async (id) => (await ask<ChannelAnswer>({ method: "GET", path: channel(id) })).channel,
    create: (body) => ask<NewChannelAnswer>({ method: "POST", path: "/v1/channels/", body }),
    change: (id, body) => ask<ChangedChannelAnswer>({ method: "PATCH", path: channel(id), body }),
  };
}

const customer = (id: number): string => `/v1/customers/${id}/`;
const segment = (part: number | string): string => encodeURIComponent(part);
const nothing = (): void => {};
