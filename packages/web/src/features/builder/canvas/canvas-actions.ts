import type { BlockDocument } from "@parley/flow";
import { createContext, useContext } from "react";
import type { CommentPlace } from "../comments/comment-place.ts";
import type { Output } from "../model/edit-arrows.ts";
import type { Point } from "../model/edit-blocks.ts";
import type { ProblemPlace } from "../panels/told-problem.ts";

/** Where the menu of kinds opens, and what becomes of the kind that is chosen. */
export interface Adding {
  /** On the screen. */
  readonly at: Point;
  /** On the canvas: where the block goes. */
  readonly place: Point;
  /** The output that leads to the new block. */
  readonly from?: Output;
  /** The arrow that it goes into. */
  readonly into?: Output;
}

/** What can be done with the flow from anywhere on the screen. */
export interface CanvasActions {
  readonly isReadOnly: boolean;
  openAdding(adding: Adding): void;
  add(kind: string, adding: Omit<Adding, "at">): void;
  openMenu(id: string, at: Point): void;
  rename(id: string): void;
  comment(place: CommentPlace): void;
  duplicate(): void;
  remove(): void;
  copy(): Promise<void>;
  copyId(id: string): Promise<void>;
  addNoteBeside(id: string): void;
  group(): void;
  arrange(): void;
  startAt(id: string): void;
  /** Shows a block: selects it and brings it into the middle, large enough to be read; one goes on at this parameter of its form. */
  reveal(id: string, param?: readonly string[] | null): void;
  /** Leads to where a problem is mended. */
  goToProblem(place: ProblemPlace): void;
  /** Brings a block into view, if it is not. */
  follow(id: string): void;
  openInspector(): void;
}

export const ActionsContext = createContext<CanvasActions | null>(null);

/** What can be done with the flow. */
export function useActions(): CanvasActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("There is no ActionsContext around this.");
  return actions;
}

/** A block that nothing has been said about yet. */
export function newBlock(kind: string, params: Readonly<Record<string, unknown>>): BlockDocument {
  return { kind, params: { ...params }, next: {} };
}
