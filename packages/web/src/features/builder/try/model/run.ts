import {
  type Cursor,
  checkFlow,
  type Fields,
  type FlowDocument,
  type FlowProblem,
} from "@parley/flow";
import { type Act, actOf, type Conversation, openConversation, type World } from "@parley/testkit";
import { type ActView, actView } from "./act-view.ts";
import { type OpenCall, openCallsOf } from "./open-calls.ts";
import type { OtherBots } from "./other-bots.ts";
import { pathOf, type RunPath } from "./run-path.ts";
import { type Wait, waitOf } from "./wait-of.ts";

// Job: one conversation on one draft, with a clock that stands still until it is moved. No server, no timers.
// 1. Everything that happens happens by its line, so that the lines alone give the run again.
// 2. A line that cannot happen leaves the run as it was, unless the flow itself could not go on: then it is over.
// 3. `read` gives the same object until something has happened.

export interface RunPorts {
  /** The reader's own clock: how long they have looked at something, never what the flow sees. */
  readonly nowMs: () => number;
}

/** What was said, and when the reader saw it happen. */
export interface Said {
  readonly entry: Conversation["entries"][number];
  readonly seenMs: number;
}

/** Everything that a screen shows of a run. */
export interface RunView {
  readonly acts: readonly ActView[];
  readonly said: readonly Said[];
  readonly cursor: Cursor;
  readonly wait: Wait | null;
  readonly calls: readonly OpenCall[];
  readonly isSearching: boolean;
  /** The agent who has the conversation. */
  readonly holder: { readonly id: number; readonly name: string } | null;
  readonly fields: Fields;
  readonly path: RunPath;
  /** The bot that it is in: that of the draft, or one that the draft has led to. */
  readonly bot: number;
  /** The flow's own clock. */
  readonly clockMs: number;
  /** Why the run cannot go on. */
  readonly fault: string | null;
}

export interface Run {
  readonly document: FlowDocument;
  readonly bot: RunBot;
  read(): RunView;
  listen(tell: () => void): () => void;
  /** Lets something happen; gives why it could not. */
  perform(act: Act): string | null;
  /** What has happened so far, as a transcript writes it. */
  lines(): readonly string[];
  /** What a chat needs to draw the state. */
  conversation(): Conversation;
}

export interface RunBot {
  readonly id: number;
  readonly name: string;
  /** The bots that its draft can lead to. */
  readonly others?: OtherBots;
}

/** A run, or what keeps the draft from running. */
export type RunOpening =
  | { readonly ok: true; readonly run: Run }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] };

/** The world of every run and of every test of a bot: the same, so that a run that was kept passes as a test. */
export function worldOf({ id, others = new Map() }: Omit<RunBot, "name">): World {
  const flows = [...others].map(([bot, { flow }]) => [bot, flow] as const);
  return { bot: id, otherBots: Object.fromEntries(flows) };
}

/** Opens a conversation with a draft; nothing has happened in it yet. */
export function openRun(document: FlowDocument, bot: RunBot, ports: RunPorts): RunOpening {
  const problems = checkFlow(document).problems.filter(({ isWarning }) => !isWarning);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, run: createRun(document, bot, ports) };
}

/** The flow of a bot that a run has been in: the draft, or another bot's published one. */
export function flowOf({ document, bot }: Pick<Run, "document" | "bot">, id: number): FlowDocument {
  return bot.others?.get(id)?.flow ?? document;
}

function createRun(document: FlowDocument, bot: RunBot, { nowMs }: RunPorts): Run {
  const conversation = openConversation(document, worldOf(bot));
  const listeners = new Set<() => void>();
  const lines: string[] = [];
  const acts: ActView[] = [];
  const said: Said[] = [];
  let fault: string | null = null;
  let parked = { visit: -1, clockMs: 0, seenMs: 0 };
  let view = look();

  function look(): RunView {
    const state = conversation.state();
    const clockMs = conversation.nowMs();
    if (state.visit !== parked.visit) parked = { visit: state.visit, clockMs, seenMs: nowMs() };
    return {
      acts: [...acts],
      said: [...said],
      cursor: state.cursor,
      wait: waitOf(conversation, parked),
      calls: openCallsOf(conversation, (id) => flowOf({ document, bot }, id)),
      isSearching: state.cursor.phase === "assigning" && !state.holder,
      holder: state.holder,
      fields: state.fields,
      path: pathOf(conversation, bot.id),
      bot: state.bot,
      clockMs,
      fault,
    };
  }

  function perform({ line }: Act): string | null {
    if (fault !== null) return fault;
    const before = { steps: conversation.steps.length, runs: conversation.blockRuns.length };
    const from = view.bot;
    try {
      actOf(line).perform(conversation);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // An event without a step: the flow has gone where this run cannot follow it.
      if (conversation.happenings.length > conversation.steps.length) {
        fault = reason;
        tell();
      }
      return reason;
    }
    lines.push(line);
    acts.push(actView(conversation, { line, index: acts.length, bot: from }, before));
    const seenMs = nowMs();
    for (const entry of conversation.entries.slice(said.length)) said.push({ entry, seenMs });
    tell();
    return null;
  }

  function tell(): void {
    view = look();
    for (const listener of [...listeners]) listener();
  }

  return {
    document,
    bot,
    read: () => view,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    perform,
    lines: () => [...lines],
    conversation: () => conversation,
  };
}
