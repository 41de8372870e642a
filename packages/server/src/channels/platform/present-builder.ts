import type { Comment, FlowTest } from "@parley/contract";
import type { CommentRecord, FlowTestRecord } from "../../ports/builder.ts";
import type { AgentRecord } from "../../ports/records.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** A remark as the platform API shows it, with its author's present name. */
export function presentComment(comment: CommentRecord, agents: readonly AgentRecord[]): Comment {
  const { id, block, x, y, text, agentId, isResolved, createdMs, updatedMs } = comment;
  const name = agents.find((agent) => agent.id === agentId)?.name ?? "";
  return {
    ...{ id, block, x, y, text },
    agent: { id: agentId, name },
    resolved: isResolved,
    created_at: wireSecondsOfMs(createdMs),
    updated_at: wireSecondsOfMs(updatedMs),
  };
}

/** A flow test as the platform API shows it. */
export function presentFlowTest(test: FlowTestRecord): FlowTest {
  const { id, name, transcript, createdMs, updatedMs } = test;
  return {
    ...{ id, name, transcript },
    created_at: wireSecondsOfMs(createdMs),
    updated_at: wireSecondsOfMs(updatedMs),
  };
}
