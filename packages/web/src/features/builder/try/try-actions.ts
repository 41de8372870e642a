import type { TestRequestAnswer, TestRequestWrite } from "@parley/contract";
import { type Act, agentWrites, assigns, handsOver, unassigns } from "@parley/testkit";
import { t } from "../../../ui/words.ts";
import { agent } from "./model/agent.ts";
import { failedAnswer, realAnswer } from "./model/answer-acts.ts";
import type { OpenCall } from "./model/open-calls.ts";
import type { Run, RunView } from "./model/run.ts";
import { jumps, skips } from "./model/time-acts.ts";

/** Makes a webhook block's call for real, once, through the server. */
export type PerformRequest = (
  block: string,
  request: TestRequestWrite,
) => Promise<TestRequestAnswer>;

/** What is asked for before something can happen. */
export type Asking =
  | { readonly kind: "go" }
  | { readonly kind: "resume" }
  | { readonly kind: "set" }
  | { readonly kind: "time" }
  | { readonly kind: "write" }
  | { readonly kind: "answer"; readonly call: OpenCall };

/** What somebody outside can do now. */
export interface TryAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ActionPorts {
  readonly run: Run;
  readonly perform: (act: Act) => void;
  readonly ask: (asking: Asking) => void;
  /** Makes a call for real, and lets the run have the answer. */
  readonly call: (call: OpenCall) => void;
}

/** What would end the present wait, the likeliest first. */
export function waitActions(view: RunView, ports: ActionPorts): TryAction[] {
  const { wait, holder } = view;
  const { perform, ask } = ports;
  if (holder) {
    return [
      { label: t("Write as {name}", { name: holder.name }), run: () => ask({ kind: "write" }) },
      { label: t("Let go"), run: () => perform(unassigns()) },
    ];
  }
  if (wait === null) return [];
  const skip = skips(wait);
  const skipping = skip ? [{ label: t("Skip"), run: () => perform(skip) }] : [];
  const go = { label: t("Send Go"), run: () => ask({ kind: "go" }) };
  switch (wait.phase) {
    case "calling":
      return callActions(view.calls[0], ports);
    case "waiting":
      return [{ label: t("Resume"), run: () => ask({ kind: "resume" }) }, go, ...skipping];
    case "delaying":
      return skipping;
    case "dead-end":
      return [go];
    case "assigning":
      return [
        { label: t("{name} takes it", { name: agent.name }), run: () => perform(handsOver(agent)) },
        { label: t("Nobody online"), run: () => perform(handsOver(null)) },
      ];
    case "asking":
    case "ready":
      return skipping;
  }
}

/** How a call can end. */
function callActions(call: OpenCall | undefined, { perform, ask, ...ports }: ActionPorts) {
  if (!call) return [];
  return [
    { label: t("Call it really"), run: () => ports.call(call) },
    { label: t("Answer by hand"), run: () => ask({ kind: "answer", call }) },
    { label: t("Fail"), run: () => perform(failedAnswer(call)) },
  ];
}

/** What can happen at any time; `null` is a line between families. */
export function anytimeActions(
  { holder, calls }: RunView,
  { perform, ask }: ActionPorts,
): (TryAction | null)[] {
  const late = calls.find(({ isLate }) => isLate);
  return [
    { label: t("Set a field…"), run: () => ask({ kind: "set" }) },
    { label: t("Send Go to a block…"), run: () => ask({ kind: "go" }) },
    ...(late
      ? [{ label: t("Answer the late call…"), run: () => ask({ kind: "answer", call: late }) }]
      : []),
    null,
    { label: t("1 minute later"), run: () => perform(jumps(60_000)) },
    { label: t("1 hour later"), run: () => perform(jumps(3_600_000)) },
    { label: t("1 day later"), run: () => perform(jumps(86_400_000)) },
    { label: t("Another time…"), run: () => ask({ kind: "time" }) },
    null,
    holder
      ? { label: t("{name} leaves", { name: holder.name }), run: () => perform(unassigns()) }
      : { label: t("{name} takes over", { name: agent.name }), run: () => perform(assigns(agent)) },
    { label: t("Write as {name}…", { name: agent.name }), run: () => ask({ kind: "write" }) },
  ];
}

/** Makes a call for real; gives the words of why it could not be made. */
export async function callReally(
  run: Run,
  call: OpenCall,
  performRequest: PerformRequest,
): Promise<string | null> {
  try {
    const answer = await performRequest(call.block, call.test);
    const still = run.read().calls.some((it) => it.request === call.request);
    return still ? run.perform(realAnswer(call, answer)) : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An agent says something; the first word takes the conversation over. */
export function writesAsAgent(text: string): Act {
  return agentWrites(agent, text);
}
