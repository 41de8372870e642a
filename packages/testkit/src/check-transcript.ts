import type { World } from "./conversation.ts";
import { playLines } from "./play-transcript.ts";

/** Where a transcript and what the flow does begin to differ. */
export interface TranscriptDifference {
  /** Counts from 1. */
  readonly line: number;
  /** The heading above it, without its marks; empty where there is none. */
  readonly heading: string;
  /** The line of the transcript; `null`: it has ended. */
  readonly expected: string | null;
  /** What the flow did; `null`: nothing more. */
  readonly found: string | null;
  /** Why this line cannot happen, or the flow cannot run at all. */
  readonly fault: string | null;
}

/** Plays a transcript; gives the first difference, or `null` when the flow does what it says. */
export function checkTranscript(
  document: unknown,
  transcript: string,
  world: World = {},
): TranscriptDifference | null {
  const expected = transcript.split("\n");
  const { found, fault } = playAll(document, transcript, worldOf(transcript, world));
  const at = expected.findIndex((line, index) => !isTold(line, found[index]));
  const differs = at < 0 ? expected.length : at;
  if (fault === null && differs === expected.length && differs === found.length) return null;
  const wanted = expected[differs] ?? null;
  const isFault = fault !== null && differs >= found.length - 1;
  // A line that cannot happen stands last among what was found: it is the one to show.
  const shown = isFault ? Math.max(0, found.length - 1) : differs;
  return {
    line: shown + 1,
    heading: headingAbove(expected, shown),
    expected: isFault ? (expected[shown] ?? null) : wanted,
    found: isFault ? null : (found[differs] ?? null),
    fault: isFault ? fault : null,
  };
}

/** Transcripts of before were written down as an installation's first customer. */
function worldOf(transcript: string, world: World): World {
  return world.customer === undefined && /\b10000001\b/.test(transcript)
    ? { ...world, customer: 10_000_001 }
    : world;
}

/** Transcripts of before may name the place of a fault within its formula; people are not told of that any more. */
function isTold(line: string, found: string | undefined): boolean {
  return line === found || (/^error .* \(at \d+\)$/.test(line) && withoutPlace(line) === found);
}

const withoutPlace = (line: string): string => line.replace(/ \(at \d+\)$/, "");

function playAll(document: unknown, transcript: string, world: World) {
  const found: string[] = [];
  try {
    for (const piece of playLines(document, transcript, world)) found.push(...piece.split("\n"));
    return { found, fault: null };
  } catch (error) {
    return { found, fault: error instanceof Error ? error.message : String(error) };
  }
}

function headingAbove(lines: readonly string[], at: number): string {
  const heading = lines.slice(0, at + 1).findLast((line) => line.startsWith("## "));
  return heading?.slice(3).trim() ?? "";
}
