import {
  type Ending,
  type Event,
  endingOf,
  type Flow,
  type Happening,
  joinSteps,
  proceed,
  type State,
  type Step,
  step,
} from "@parley/flow";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";

/** How long an agent may hold a conversation of this channel while nobody speaks; 0: for ever. */
export type AgentIdleMs = (channelId: number) => Promise<number>;

interface TakingPorts {
  readonly flows: Flows;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly agentIdleMs: AgentIdleMs;
}

/** A step with what its flow says of where it leads. */
export interface TakenStep extends Step {
  /** It stands at an end that leads nowhere. */
  readonly ending?: Ending;
}

/** Takes happenings one after another in one step, following jumps into other bots. */
export async function takeEvents(
  ports: TakingPorts,
  { state, workspaceId, channelId }: Conversation,
  happenings: readonly Happening[],
  firstFlow: Flow | null,
): Promise<TakenStep> {
  let sum: Step = { state, entries: [], effects: [], trace: [] };
  let flow = firstFlow;
  for (const happening of happenings) {
    const running = flow ?? ports.flows.running(sum.state.bot, sum.state.version);
    flow = running instanceof Promise ? await running : running;
    const idle = mayBeHeld(sum.state, happening) ? await ports.agentIdleMs(channelId) : undefined;
    const next = step(flow, sum.state, eventOf(ports, happening, idle));
    // All of them or none: a refused event takes the others with it.
    if (next.refused) return { ...next, state };
    sum = joinSteps(sum, next);
    if (sum.departure) ({ sum, flow } = await depart(ports, workspaceId, { sum, flow }));
    flow = whereItRuns(flow, sum.state);
  }
  const ending = flow && endingOf(flow, sum);
  return ending ? { ...sum, ending } : sum;
}

/** The flow, while the conversation is in it. */
const whereItRuns = (flow: Flow, { bot, version }: State): Flow | null =>
  flow.bot === bot && flow.version === version ? flow : null;

function eventOf(
  { clock, chance }: TakingPorts,
  happening: Happening,
  agentIdleMs: number | undefined,
): Event {
  const drawn = { atMs: clock.nowMs(), seed: chance.seed() };
  return { ...happening, ...drawn, ...(agentIdleMs !== undefined && { agentIdleMs }) };
}

/** A walk, and the flow that it is in. */
interface Walk {
  readonly sum: Step;
  readonly flow: Flow;
}

/** Follows jumps from bot to bot until the walk is over. */
async function depart({ flows }: TakingPorts, workspaceId: number, begun: Walk): Promise<Walk> {
  let { sum, flow } = begun;
  while (sum.departure) {
    const { bot } = sum.departure;
    const entered = await flows.newestOf(workspaceId, bot);
    flow = entered ?? flow;
    sum = entered ? proceed(entered, sum) : stranded(sum, bot);
  }
  return { sum, flow };
}

/** Only where an agent holds the conversation, or may from now on, the channel's rule is looked up. */
function mayBeHeld({ holder, deferred }: State, { kind }: Happening): boolean {
  return holder !== null || deferred.length > 0 || handing.has(kind);
}

const handing: ReadonlySet<Happening["kind"]> = new Set(["assign", "agent-message", "handed-over"]);

/** The flow jumps to a bot that its workspace has not published: it stops at the jump, and says so. */
function stranded({ departure: _, ...begun }: Step, bot: number): Step {
  const { cursor } = begun.state;
  const line = {
    kind: "error",
    block: "block" in cursor ? cursor.block : null,
    code: "bot-not-published",
    message: `Bot ${bot} has no published version.`,
  } as const;
  return { ...begun, trace: [...begun.trace, line] };
}
