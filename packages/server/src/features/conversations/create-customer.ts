import { type Field, step } from "@parley/flow";
import { AppError } from "../../errors.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HookWrites } from "../../ports/hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation, IdempotentAnswer, Store, TurnWrite } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";
import type { Newcomer } from "./begin-conversation.ts";
import { type FieldInput, fieldsFrom } from "./customer-fields.ts";
import type { RecentConversations } from "./recent-conversations.ts";
import { errorOf } from "./refusal-error.ts";
import type { Stamp } from "./stamp.ts";
import { turnWrite } from "./turn-write.ts";

export interface CustomerToCreate {
  readonly channel: ChannelRecord;
  /** The channel owner's own name of the customer, unique on the channel. */
  readonly externalToken: string | null;
  readonly fields: { readonly [name: string]: FieldInput };
}

/** Creates a customer who has not written yet. Throws when the owner's name for them is taken. */
export type CreateCustomer = (
  input: CustomerToCreate,
  seal?: (made: Conversation) => IdempotentAnswer,
) => Promise<Conversation>;

/** Makes the creation. The bot starts with the customer's first message. */
export function createCustomerCreation(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly flows: Flows;
  readonly stamp: Stamp;
  readonly recent: RecentConversations;
  readonly begin: (channel: ChannelRecord, newcomer: Newcomer) => Promise<Conversation>;
  readonly oweHooks: (before: Conversation, turn: TurnWrite) => TurnWrite | Promise<TurnWrite>;
  readonly offerDeliveries?: ((writes: HookWrites) => void) | undefined;
}): CreateCustomer {
  const { store, clock, chance, flows } = ports;

  async function withFields(
    newcomer: Conversation,
    fields: { readonly [name: string]: Field | null },
  ) {
    const flow = await flows.running(newcomer.state.bot, newcomer.state.version);
    const moment = { atMs: clock.nowMs(), seed: chance.seed() };
    return step(flow, newcomer.state, { kind: "set-fields", fields, ...moment });
  }

  return async ({ channel, externalToken, fields }, seal) => {
    const newcomer = await ports.begin(channel, { visitorKey: null, externalToken });
    const taken = await withFields(newcomer, fieldsFrom(newcomer, fields));
    const refusal = taken.refused && ({ kind: "refused", refusal: taken.refused } as const);
    const error = refusal && errorOf({ ...refusal, state: taken.state });
    if (error) throw error;
    const turn = await ports.oweHooks(newcomer, turnWrite(ports, newcomer, taken));
    const idempotency = seal?.(turn.conversation);
    const result = await store.commit({ turn, ...(idempotency && { idempotency }) });
    // Its number is fresh, so only the name can be in the way.
    if (result === "conflict") throw new AppError("customer-exists");
    if (result !== "committed") throw new AppError("key-in-use", { retryAfterSeconds: 1 });
    ports.recent.keep(turn.conversation);
    if (turn.hooks) ports.offerDeliveries?.(turn.hooks);
    return turn.conversation;
  };
}
