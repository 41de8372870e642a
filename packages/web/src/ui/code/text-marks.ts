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
  /** Shown on hover: a sentence, and what to do. */
  readonly note?: string;
}

/** Draws the marks that a text has; asked again whenever it changes. */
export function textMarks(find: (text: string) => readonly TextMark[]): Extension {
  const marksIn = (view: EditorView) => inOrder(find(view.state.doc.toString()), view);
  return [
    ViewPlugin.define<MarksPlugin>(
      (view) => ({
        marks: draw(marksIn(view)),
        update(update: ViewUpdate) {
          if (update.docChanged) this.marks = draw(marksIn(update.view));
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
  marks: DecorationSet;
  update(update: ViewUpdate): void;
}

function draw(marks: readonly TextMark[]): DecorationSet {
  return Decoration.set(
    marks.map(({ from, to, look }) => Decoration.mark({ class: look }).range(from, to)),
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
