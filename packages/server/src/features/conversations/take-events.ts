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

/**
 * Takes happenings one after another in one step, following jumps into other bots. A promise only where something is
 * not at hand: a flow that nobody used lately, the channel's rule for agents, a jump.
 */
export function takeEvents(
  ports: TakingPorts,
  conversation: Conversation,
  happenings: readonly Happening[],
  firstFlow: Flow | null,
): TakenStep | Promise<TakenStep> {
  const { state } = conversation;
  const goOn = (from: number, begun: Taking): TakenStep | Promise<TakenStep> => {
    let taking = begun;
    for (const [at, happening] of happenings.entries()) {
      if (at < from || taking.sum.refused) continue;
      const next = takeOne(ports, conversation, happening, taking);
      if (next instanceof Promise) return next.then((known) => goOn(at + 1, known));
      taking = next;
    }
    return taken(taking, state);
  };
  return goOn(0, { sum: { state, entries: [], effects: [], trace: [] }, flow: firstFlow });
}

/** All of the happenings or none: a refused one takes the others with it. */
function taken({ sum, flow }: Taking, before: State): TakenStep {
  if (sum.refused) return { ...sum, state: before };
  const ending = flow && endingOf(flow, sum);
  return ending ? { ...sum, ending } : sum;
}

/** How far the happenings have led, and the flow that goes on from there, where it is known. */
interface Taking {
  readonly sum: Step;
  readonly flow: Flow | null;
}

function takeOne(
  ports: TakingPorts,
  conversation: Conversation,
  happening: Happening,
  { sum, flow }: Taking,
): Taking | Promise<Taking> {
  const running = flow ?? ports.flows.running(sum.state.bot, sum.state.version);
  if (!(running instanceof Promise || mayBeHeld(sum.state, happening)))
    return stepped(ports, conversation, sum, running, eventOf(ports, happening, undefined));
  return whenKnown(ports, conversation, happening, sum, running);
}

async function whenKnown(
  ports: TakingPorts,
  conversation: Conversation,
  happening: Happening,
  sum: Step,
  running: Flow | Promise<Flow>,
): Promise<Taking> {
  const flow = await running;
  const { channelId } = conversation;
  const idle = mayBeHeld(sum.state, happening) ? await ports.agentIdleMs(channelId) : undefined;
  return stepped(ports, conversation, sum, flow, eventOf(ports, happening, idle));
}

function stepped(
  ports: TakingPorts,
  { workspaceId }: Conversation,
  before: Step,
  flow: Flow,
  event: Event,
): Taking | Promise<Taking> {
  const next = step(flow, before.state, event);
  if (next.refused) return { sum: next, flow };
  const sum = joinSteps(before, next);
  if (!sum.departure) return { sum, flow: whereItRuns(flow, sum.state) };
  return depart(ports, workspaceId, { sum, flow }).then((walk) => ({
    sum: walk.sum,
    flow: whereItRuns(walk.flow, walk.sum.state),
  }));
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
