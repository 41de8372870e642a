import type { Channels } from "../../features/channels/channels.ts";
import type { VisitorTurns } from "../../features/conversations/visitor-turns.ts";
import type { Visitors } from "../../features/conversations/visitors.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import type { LiveStreams } from "./live-streams.ts";
import type { WebchatBuckets } from "./webchat-buckets.ts";

/** What the doors of the web chat share. */
export interface WebchatPorts extends WebchatBuckets {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly channels: Channels;
  readonly visitors: Visitors;
  readonly turns: VisitorTurns;
  readonly streams: LiveStreams;
  /** A conversation as it stands now. */
  readonly read: (conversationId: number) => Promise<Conversation | null>;
}
