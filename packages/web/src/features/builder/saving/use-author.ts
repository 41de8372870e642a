import { useWorkspace } from "../../../data/session.ts";
import type { DraftAuthor } from "./draft-saver.ts";

/** Whose work a draft is, as one's own screen says it: somebody by name, oneself in another window, or nobody knows. */
export function useAuthor(by: DraftAuthor | null | undefined): DraftAuthor | "me" | null {
  const workspace = useWorkspace();
  if (!by) return null;
  return by.id === workspace?.agent_id ? "me" : by;
}
