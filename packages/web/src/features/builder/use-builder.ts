import type { FlowDocument } from "@parley/flow";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Builder, BuilderState } from "./builder-state.ts";

/** The flow that is open, for everything below. */
export const BuilderContext = createContext<Builder | null>(null);

/** The flow that is open. */
export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("There is no BuilderContext around this.");
  return builder;
}

/** Something of the flow that is open; drawn again when it is another value. `choose` gives the same for the same. */
export function useBuilderState<T>(choose: (state: BuilderState) => T): T {
  const builder = useBuilder();
  return useSyncExternalStore(builder.listen, () => choose(builder.read()));
}

/** The document as it is now. */
export function useFlow(): FlowDocument {
  return useBuilderState(({ history }) => history.document);
}
