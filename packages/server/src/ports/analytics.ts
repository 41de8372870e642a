/**
 * What conversations did, for those who count.
 *
 * The **turn log** is part of the log: a row a turn, written with its entries, erased with its customer. Everything
 * else here but the webhook requests is a **projection** of it: counts by hour, and where each conversation stands.
 * A reader keeps it up, with a position in the turn log, and can make it again from nothing.
 */

/** A block in a turn: its id, 1 if the conversation came to it, the output it left through, the answer it took, and the bot and version where they are not the turn's. */
export type LoggedMove = readonly [
  block: string,
  isEntry: 0 | 1,
  output?: string | null,
  answer?: string | null,
  bot?: number,
  version?: number,
];

/** What one turn did, in few bytes: what is absent did not happen. */
export interface TurnFacts {
  /** The block that it is parked at; absent where nothing has run, or it is closed. */
  readonly at?: string;
  /** Messages by the customer, and to them. */
  readonly in?: number;
  readonly out?: number;
  readonly moves?: readonly LoggedMove[];
  /** Goals reached. */
  readonly goals?: number;
  /** It was closed, now or before. */
  readonly closed?: 1;
  /** It stands at an end that leads nowhere; 2: and has come to it now, which completes it. */
  readonly end?: 1 | 2;
  /** The agent who wrote. */
  readonly by?: number;
  /** The agent who came to hold the conversation in this turn; 0: it was let go. */
  readonly holder?: number;
  /** It was there before turns were logged: it stands here, and nothing of it is counted. */
  readonly old?: 1;
}

/** One turn in the log. */
export interface TurnLine {
  readonly conversationId: number;
  readonly atMs: number;
  /** Where the conversation is after the turn. */
  readonly botId: number;
  readonly version: number;
  readonly facts: TurnFacts;
}

/** A turn with its place among all turns: whoever has read up to it has missed none before. */
export interface LoggedTurn extends TurnLine {
  readonly id: number;
}

/** A request that a Webhook block made, with what came back. Secrets are masked before they come here. */
export interface WebhookRequestRow {
  readonly conversationId: number;
  readonly botId: number;
  readonly version: number;
  readonly block: string;
  readonly atMs: number;
  readonly exchange: WebhookExchange;
}

export interface WebhookExchange {
  readonly method: string;
  readonly url: string;
  readonly attempts: number;
  readonly durationMs: number;
  readonly requestHeaders: { readonly [name: string]: string };
  readonly requestBody: string | null;
  readonly isRequestCut: boolean;
  /** `null`: no usable answer came. */
  readonly status: number | null;
  readonly answerHeaders: { readonly [name: string]: string };
  readonly answerBody: string;
  readonly isAnswerCut: boolean;
  readonly error: string | null;
}

export interface StoredWebhookRequest extends WebhookRequestRow {
  readonly id: number;
}

export interface WebhookRequestFilter {
  readonly botId: number;
  readonly block?: string;
  readonly conversationId?: number;
  readonly beforeId?: number;
  /** Newest first. */
  readonly limit: number;
}

/**
 * What is counted: of a bot, of a block that was entered or left, of an answer, of an agent's first response and of a
 * completion by how long they took; and how many conversations stand at a block, waiting or at their end.
 */
export type CountKind =
  | "bot"
  | "entered"
  | "left"
  | "answer"
  | "response"
  | "response-ms"
  | "completion"
  | StandingKind;

export type StandingKind = "waiting" | "ended";

/** How much time a count is of: an hour, a day, or all. */
export type BucketHours = 1 | 24 | 0;

/** So many more, or fewer, of something in some time. Whatever is counted by the hour is counted by the day as well. */
export interface Count {
  readonly botId: number;
  readonly version: number;
  readonly kind: CountKind;
  readonly bucketHours: BucketHours;
  /** The first of its hours (UTC, since 1970); 0 for all time. */
  readonly hour: number;
  /** Of a bot: `begun`, `completed`, `in`, `out`, `goals`; else a block, an agent's number, or nothing. */
  readonly name: string;
  /** The output, the answer, or the step of the time that it took. */
  readonly detail: string;
  readonly count: number;
}

/** Where a conversation stands, as far as the reader has come. */
export interface ConversationPlace {
  readonly conversationId: number;
  readonly botId: number;
  readonly version: number;
  /** `null`: nothing has run, or it is closed. */
  readonly block: string | null;
  /** The way ends there: it waits for nobody. */
  readonly isEnded: boolean;
  /** When something last happened. */
  readonly sinceMs: number;
  readonly isCompleted: boolean;
  /** When it began with this bot; `null`: before turns were logged. */
  readonly begunMs: number | null;
  /** When an agent got it who has not answered yet. */
  readonly askedMs: number | null;
  /** When the customer last wrote, until an agent has answered. */
  readonly receivedMs: number | null;
}

/** How far the reader has come. */
export interface InsightsReader {
  /** The last turn that is counted. */
  readonly position: number;
  /** Raised by whatever makes what was read since doubtful: an erasure, a new beginning. */
  readonly epoch: number;
  /** What the counts mean; of another form than the program's they are made again. */
  readonly form: number;
}

/** What the reader makes of some turns. Written only on the position and epoch that it was read at. */
export interface InsightsAdvance {
  readonly from: InsightsReader;
  readonly position: number;
  readonly counts: readonly Count[];
  readonly places: readonly ConversationPlace[];
}

export interface CountFilter {
  readonly botId: number;
  readonly kinds: readonly CountKind[];
  readonly bucketHours: 1 | 24;
  readonly fromHour: number;
  /** Not included. */
  readonly untilHour: number;
  readonly version?: number | undefined;
}

export interface CountTotal {
  readonly kind: CountKind;
  readonly name: string;
  readonly detail: string;
  readonly count: number;
}

export interface TimedCount {
  /** The first of the hour or day. */
  readonly hour: number;
  readonly name: string;
  readonly count: number;
}

/** How many conversations stand at a block of a version. */
export interface Standing {
  readonly version: number;
  readonly block: string;
  /** For somebody or something, and with how many of them nothing has happened for long. */
  readonly waiting: number;
  readonly silent: number;
  /** At an end that leads nowhere. */
  readonly ended: number;
}

/** So many answers of one question are told apart in a day; more are counted together, as the answer "". */
export const mostAnswersADay = 100;

/** What stores keep of what conversations did. */
export interface AnalyticsStore {
  webhookRequests(filter: WebhookRequestFilter): Promise<readonly StoredWebhookRequest[]>;
  /** Turns after one, in the order of the log. */
  turnsAfter(id: number, limit: number): Promise<readonly LoggedTurn[]>;
  insightsReader(): Promise<InsightsReader>;
  places(conversationIds: readonly number[]): Promise<readonly ConversationPlace[]>;
  /** `false`: something has changed since it was read; nothing was written. */
  advanceInsights(advance: InsightsAdvance): Promise<boolean>;
  /** Forgets the projection, so that the reader makes it again under this form. */
  resetInsights(form: number): Promise<void>;
  /** Summed over the hours or days. */
  countTotals(filter: CountFilter): Promise<readonly CountTotal[]>;
  /** What is counted of the bot itself, hour by hour or day by day. */
  botCounts(filter: Omit<CountFilter, "kinds">): Promise<readonly TimedCount[]>;
  /** Silent are those with which nothing has happened from this hour on. */
  standings(botId: number, silentFromHour: number): Promise<readonly Standing[]>;
}
