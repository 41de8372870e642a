import type { FastifyInstance } from "fastify";
import type { Channels } from "../../features/channels/channels.ts";
import type { VisitorTurns } from "../../features/conversations/visitor-turns.ts";
import type { Visitors } from "../../features/conversations/visitors.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import type { TokenBuckets } from "../token-buckets.ts";
import { serveAuth } from "./auth-routes.ts";
import { allowPages } from "./cors.ts";
import type { LiveStreams } from "./live-streams.ts";
import { serveMessages } from "./messages-route.ts";
import { serveSend } from "./send-route.ts";
import { serveStream } from "./stream-route.ts";

/** What the doors of the web chat share. */
export interface WebchatPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly channels: Channels;
  readonly visitors: Visitors;
  readonly turns: VisitorTurns;
  readonly streams: LiveStreams;
  /** A conversation as it stands now. */
  readonly read: (conversationId: number) => Promise<Conversation | null>;
  /** Per visitor. */
  readonly sendBuckets: TokenBuckets | null;
  /** Per address, for new conversations. */
  readonly arrivalBuckets: TokenBuckets | null;
}

/** Serves the web chat: arrive, send, history, stream. */
export function serveWebchat(app: FastifyInstance, ports: WebchatPorts): void {
  allowPages(app);
  serveAuth(app, ports);
  serveSend(app, ports);
  serveMessages(app, ports);
  serveStream(app, ports);
}
