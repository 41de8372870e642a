import type { Act } from "./acts.ts";
import { type Conversation, openConversation, type World } from "./conversation.ts";
import type { Expectation, Seen } from "./expectations.ts";

/** A conversation to which something can happen. */
export interface Given {
  readonly conversation: Conversation;
  /** Lets these things happen, one after the other. */
  when(...acts: readonly Act[]): Then;
}

/** A conversation to which something has happened: look at it, or go on. */
export interface Then extends Given {
  /** Checks what came of the last `when`; throws at the first thing that is not so. */
  then(...expectations: readonly Expectation[]): Then;
}

/**
 * Starts a test of a flow: `given(flow).when(comes(), says("Ann")).then(asks("Your e-mail?"))`. The flow is a
 * parsed flow file; one with errors is refused with all of them. No clock, no network, no chance: the same test
 * always runs the same.
 */
export function given(document: unknown, world: World = {}): Given {
  return continueWith(openConversation(document, world));
}

function continueWith(conversation: Conversation): Given {
  return {
    conversation,
    when(...acts) {
      const before = conversation.entries.length;
      for (const act of acts) act.perform(conversation);
      return lookAt({ conversation, entries: conversation.entries.slice(before) });
    },
  };
}

function lookAt(seen: Seen): Then {
  return {
    ...continueWith(seen.conversation),
    // biome-ignore lint/suspicious/noThenProperty: given, when, then is what the whole field calls it.
    then(...expectations) {
      for (const expectation of expectations) expectation(seen);
      return lookAt(seen);
    },
  };
}
