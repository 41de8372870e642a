import type { TestRequestWrite } from "@parley/contract";
import type { FlowDocument, HttpRequest } from "@parley/flow";
import type { Conversation } from "@parley/testkit";

/** A webhook block's call that has no answer yet. */
export interface OpenCall {
  readonly block: string;
  readonly request: HttpRequest;
  /** The conversation has moved on: an answer changes nothing any more. */
  readonly isLate: boolean;
  /** Names the block where this is not the oldest call: an answer goes to the oldest by itself. */
  readonly named: { readonly block?: string };
  /** What the server needs to make the very same call. */
  readonly test: TestRequestWrite;
}

/** The calls under way, the one that the conversation waits for first. */
export function openCallsOf(
  conversation: Conversation,
  flowOf: (bot: number) => FlowDocument,
): OpenCall[] {
  const { openCalls } = conversation.outside;
  const { visit } = conversation.state();
  const calls = openCalls.map((call, at) => ({
    block: call.block,
    request: call.request,
    isLate: call.visit !== visit,
    named: at === 0 ? {} : { block: call.block },
    test: testOf(conversation, flowOf, call.block),
  }));
  return calls.sort((a, b) => Number(a.isLate) - Number(b.isLate));
}

/** The block as it is written, and everything that it read when it called. */
function testOf(
  { blockRuns }: Conversation,
  flowOf: (bot: number) => FlowDocument,
  block: string,
): TestRequestWrite {
  const run = blockRuns.findLast((it) => it.block === block && it.request !== null);
  const read = [...(run?.reads ?? [])].filter(([, value]) => value !== undefined);
  const written = run && flowOf(run.bot).blocks[block];
  return { params: written?.params ?? {}, fields: Object.fromEntries(read) };
}
