import type { Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  hoverTooltip,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

/** A stretch of the text that is drawn in its own way. */
export interface TextMark {
  readonly from: number;
  readonly to: number;
  /** A class of the theme. */
  readonly look: string;
  /** Another class while somebody writes there: the focus is in the editor and the caret at the mark. */
  readonly lookAtCaret?: string;
  /** Shown on hover: a sentence, and what to do. */
  readonly note?: string;
}

/** Draws the marks that a text has; asked again whenever it changes. */
export function textMarks(find: (text: string) => readonly TextMark[]): Extension {
  const marksIn = (view: EditorView) => inOrder(find(view.state.doc.toString()), view);
  return [
    ViewPlugin.define<MarksPlugin>(
      (begun) => ({
        found: marksIn(begun),
        marks: draw(marksIn(begun), begun),
        update({ view, docChanged, selectionSet, focusChanged }: ViewUpdate) {
          if (docChanged) this.found = marksIn(view);
          if (docChanged || selectionSet || focusChanged) this.marks = draw(this.found, view);
        },
      }),
      { decorations: (plugin) => plugin.marks },
    ),
    hoverTooltip((view, pos) => {
      const mark = marksIn(view).find(
        ({ from, to, note }) => note !== undefined && from <= pos && pos <= to,
      );
      if (!mark) return null;
      return {
        pos: mark.from,
        end: mark.to,
        above: true,
        create: () => ({ dom: noteOf(mark.note ?? "") }),
      };
    }),
  ];
}

interface MarksPlugin {
  found: readonly TextMark[];
  marks: DecorationSet;
  update(update: ViewUpdate): void;
}

function draw(marks: readonly TextMark[], view: EditorView): DecorationSet {
  const { main } = view.state.selection;
  const isAtCaret = ({ from, to }: TextMark) =>
    view.hasFocus && main.empty && from <= main.head && main.head <= to;
  const lookOf = (mark: TextMark) =>
    mark.lookAtCaret !== undefined && isAtCaret(mark) ? mark.lookAtCaret : mark.look;
  return Decoration.set(
    marks.map((mark) => Decoration.mark({ class: lookOf(mark) }).range(mark.from, mark.to)),
    true,
  );
}

/** A mark has at least one character: where the text ends too early, its last one. */
function inOrder(marks: readonly TextMark[], view: EditorView): readonly TextMark[] {
  const { length } = view.state.doc;
  return marks.flatMap((mark) => {
    const to = Math.min(Math.max(mark.to, mark.from + 1), length);
    const from = Math.min(mark.from, to - 1);
    return from < 0 ? [] : [{ ...mark, from, to }];
  });
}

function noteOf(text: string): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-note";
  dom.textContent = text;
  return dom;
}
