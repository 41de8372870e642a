import fc from "fast-check";
import type { Happening } from "../../conversation/event.ts";
import type { Move, Step } from "../../conversation/step.ts";
import type { BlockDocument } from "../../document/flow-document.ts";
import { cases } from "./cases.ts";
import { outputsOf } from "./flow-mix.ts";
import { type Bots, botsFrom, type Played, play } from "./play.ts";

/** In how many steps each thing happened, by a word for what is counted and its name: `entered webhook`. */
export type Tally = ReadonlyMap<string, number>;

/** Plays so many conversations, the same ones at every run, and counts what happens in them. */
export function tallySample(plays: number): Tally {
  const tally = new Map<string, number>();
  for (const { bots: numbers, events } of fc.sample(cases, { numRuns: plays, seed: 1 })) {
    const bots = botsFrom(numbers);
    play(bots, events, (played) => {
      for (const label of new Set(labelsOf(bots, played)))
        tally.set(label, (tally.get(label) ?? 0) + 1);
    });
  }
  return tally;
}

function labelsOf(bots: Bots, played: Played): readonly string[] {
  const { before, event, taken } = played;
  const isTaken = taken.state !== before;
  return [
    ...(taken.refused ? [`refused ${taken.refused}`] : []),
    ...taken.trace.map(({ code }) => `traced ${code}`),
    ...labelsOfMoves(bots, taken.moves ?? []),
    ...(isTaken ? labelsOfTaken(event) : []),
    // Go drops what was kept.
    ...(event.kind === "go" ? [] : labelsOfTakenUp(played)),
  ];
}

function labelsOfMoves(bots: Bots, moves: readonly Move[]): readonly string[] {
  const blocks = new Set(moves.map((move) => blockOf(bots, move)));
  return [
    ...[...blocks].flatMap(({ kind, params }) =>
      // What it could be left by, to compare with what it was left by.
      outputsOf(kind, params).map((output) => `has ${kind} ${output}`),
    ),
    ...moves.flatMap((move) => {
      const { kind } = blockOf(bots, move);
      return [
        ...(move.isEntry ? [`entered ${kind}`] : []),
        ...(move.output === null ? [] : [`left ${kind} ${move.output}`]),
      ];
    }),
  ];
}

function blockOf(bots: Bots, { bot, block }: Move): BlockDocument {
  const found = bots(bot).document.blocks[block];
  if (!found) throw new Error(`Bot ${bot} has no block ${block}.`);
  return found;
}

function labelsOfTaken(event: Happening): readonly string[] {
  const taken = `taken ${event.kind}`;
  if (event.kind === "customer-message") return [taken, `said ${event.message.type}`];
  if (event.kind !== "http-answered") return [taken];
  const { answer } = event;
  return [taken, `answered ${answer.kind === "failed" ? "failed" : answer.status}`];
}

function labelsOfTakenUp({ before, taken }: { before: Step["state"]; taken: Step }) {
  if (taken.state.deferred.length > 0) return [];
  return before.deferred.map(({ kind }) => `taken-up ${kind}`);
}
