/** What is kept for those who build a bot, beside its flow. */

/** A remark on a bot's canvas. It stays when its block is deleted. */
export interface CommentRecord {
  readonly id: number;
  readonly botId: number;
  /** `null`: a place on the canvas. */
  readonly block: string | null;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly agentId: number;
  readonly isResolved: boolean;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** A conversation that a bot's flow has to pass, as a transcript. */
export interface FlowTestRecord {
  readonly id: number;
  readonly botId: number;
  readonly name: string;
  readonly transcript: string;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** A change of what is kept for builders. */
export type BuilderWrite =
  | { readonly kind: "put-comment"; readonly comment: CommentRecord }
  | { readonly kind: "delete-comment"; readonly commentId: number }
  | { readonly kind: "put-flow-test"; readonly test: FlowTestRecord }
  | { readonly kind: "delete-flow-test"; readonly testId: number };

/** What stores keep for builders. */
export interface BuilderStore {
  /** In the order in which they were made. */
  comments(botId: number): Promise<readonly CommentRecord[]>;
  flowTests(botId: number): Promise<readonly FlowTestRecord[]>;
}
