import type { Flow } from "@parley/flow";
import { AppError, noSuch } from "../../errors.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";
import type { Advance } from "./advance.ts";
import { type FieldInput, fieldsFrom } from "./customer-fields.ts";
import type { Seal, TurnOutcome } from "./outcome.ts";

/** Go, as a caller asks for it. */
export interface GoRequest {
  readonly customerId: number;
  readonly workspaceId: number;
  readonly botId: number;
  /** `null`: the bot's start. */
  readonly block: string | null;
  readonly isLaunched: boolean;
  /** Set in the same transaction. */
  readonly fields?: { readonly [name: string]: FieldInput };
  readonly ifBlock?: string;
  /** How many flows called each other to get here. */
  readonly flowDepth?: number;
  readonly seal?: Seal;
}

/** Sends conversations on. */
export type Go = (request: GoRequest) => Promise<TurnOutcome>;

/** Makes Go: the block is looked up in the bot's newest version, then in the one the conversation runs. */
export function createGo(ports: {
  readonly advance: Advance;
  readonly flows: Flows;
  readonly store: Store;
}): Go {
  return async (request) => {
    const bot = await ports.store.bot(request.botId);
    if (!bot || bot.workspaceId !== request.workspaceId)
      throw noSuch("bot", request.botId, "/v1/bots/");
    return ports.advance({
      conversationId: request.customerId,
      chooseFlow: (now) => {
        // Whoever is in a deleted bot goes on in it; nobody else comes to it.
        if (bot.archivedMs !== null && now.state.bot !== bot.id)
          throw noSuch("bot", request.botId, "/v1/bots/");
        return flowWith(ports.flows, now, request);
      },
      happenings: (now) => [
        {
          kind: "go",
          block: request.block,
          isLaunched: request.isLaunched,
          fields: fieldsFrom(now, request.fields ?? {}),
          ...(request.ifBlock !== undefined && { ifBlock: request.ifBlock }),
        },
      ],
      flowDepth: request.flowDepth ?? 0,
      ...(request.seal && { seal: request.seal }),
    });
  };
}

async function flowWith(flows: Flows, now: Conversation, request: GoRequest): Promise<Flow> {
  const newest = await flows.newest(request.botId);
  if (!newest) throw new AppError("bot-not-published");
  if (request.block === null || newest.blocks.has(request.block)) return newest;
  if (now.state.bot !== request.botId) return newest;
  return flows.running(now.state.bot, now.state.version);
}
