import { expect, test } from "vitest";
import type { SelectedTranscript } from "../features/conversations/read-transcripts.ts";
import { countTranscripts } from "./count-transcripts.ts";

test("lets all through, says once a second how many have been written, and at the end how many it were", async () => {
  let nowMs = 0;
  const said: string[] = [];
  const complain = (line: string) => void said.push(line);
  const progress = countTranscripts({ complain }, { nowMs: () => nowMs }, 5);
  async function* transcripts() {
    for (let id = 1; id <= 5; id += 1) yield { conversation: { id } } as SelectedTranscript;
  }
  const seen: number[] = [];
  for await (const { conversation } of progress.through(transcripts())) {
    seen.push(conversation.id);
    nowMs += 600;
  }
  progress.end();
  expect(seen).toEqual([1, 2, 3, 4, 5]);
  expect(said).toEqual([
    "2 of at most 5 conversations …",
    "4 of at most 5 conversations …",
    "Exported 5 conversations.",
  ]);
});
