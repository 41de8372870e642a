import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** How editors look: the tokens of the product, so that they follow its light and dark. */
export const codeTheme = [
  EditorView.theme({
    "&": {
      backgroundColor: "var(--page)",
      border: "1px solid var(--line-strong)",
      borderRadius: "var(--radius)",
      color: "var(--text)",
      fontSize: "var(--text-13)",
    },
    "&.cm-focused": {
      outline: "none",
      borderColor: "var(--accent)",
      boxShadow: "0 0 0 1px var(--accent)",
    },
    "&.cm-faulty": { borderColor: "var(--fail)" },
    "&.cm-faulty.cm-focused": { boxShadow: "0 0 0 1px var(--fail)" },
    "&.cm-quiet": { backgroundColor: "var(--sunken)" },
    ".cm-scroller": { fontFamily: "inherit", lineHeight: "var(--line)", overflow: "auto" },
    "&.cm-mono .cm-scroller": {
      fontFamily: "var(--font-mono)",
      fontVariantLigatures: "none",
      fontSize: "var(--text-12)",
      fontFeatureSettings: "normal",
    },
    "&.cm-long .cm-content": { minHeight: "47px" },
    ".cm-content": { padding: "3px 0", caretColor: "var(--accent)" },
    ".cm-line": { padding: "0 8px", unicodeBidi: "plaintext" },
    ".cm-placeholder": { color: "var(--text-faint)" },
    "&.cm-one-line .cm-scroller": { overflowX: "auto", scrollbarWidth: "none" },
    ".cm-cursor": { borderLeftColor: "var(--accent)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection":
      { backgroundColor: "var(--accent-soft)" },
    ".cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "none" },
    ".cm-chip": {
      padding: "1px 3px",
      margin: "0 -1px",
      borderRadius: "4px",
      backgroundColor: "var(--accent-soft)",
      color: "var(--accent-strong)",
      fontWeight: "var(--weight-strong)",
    },
    ".cm-chip-unknown": {
      backgroundColor: "var(--wait-soft)",
      color: "var(--wait)",
      textDecoration: "underline wavy var(--wait)",
      textUnderlineOffset: "3px",
    },
    ".cm-word-text": { color: "var(--data)" },
    ".cm-word-number": { color: "var(--logic)" },
    ".cm-word-call": { color: "var(--say)" },
    ".cm-word-sign": { color: "var(--text-soft)" },
    ".cm-fault": {
      textDecoration: "underline wavy var(--fail)",
      textUnderlineOffset: "3px",
      backgroundColor: "var(--fail-soft)",
    },
    ".cm-tooltip": {
      border: "1px solid var(--line-soft)",
      borderRadius: "var(--radius)",
      backgroundColor: "var(--raised)",
      boxShadow: "var(--shadow-menu)",
      color: "var(--text)",
      fontSize: "var(--text-12)",
      maxWidth: "336px",
      zIndex: "60",
    },
    ".cm-note": { padding: "4px 8px", lineHeight: "var(--line)" },
    ".cm-note-strong": { fontFamily: "var(--font-mono)", fontSize: "var(--text-12)" },
    ".cm-note b": { color: "var(--accent-strong)" },
    ".cm-note-soft": { color: "var(--text-soft)" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": {
      fontFamily: "var(--font-text)",
      maxHeight: "224px",
      maxWidth: "320px",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
      display: "flex",
      gap: "8px",
      justifyContent: "space-between",
      padding: "3px 8px",
      lineHeight: "20px",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
      backgroundColor: "var(--accent-soft)",
      color: "var(--text)",
    },
    ".cm-completionLabel": { fontFamily: "var(--font-mono)", fontVariantLigatures: "none" },
    ".cm-completionMatchedText": {
      color: "var(--accent-strong)",
      textDecoration: "none",
      fontWeight: "var(--weight-strong)",
    },
    ".cm-completionDetail": {
      color: "var(--text-soft)",
      fontStyle: "normal",
      overflow: "hidden",
      textOverflow: "ellipsis",
    },
    ".cm-tooltip.cm-completionInfo": { padding: "6px 8px", width: "240px" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.string, tags.special(tags.string)], color: "var(--data)" },
      { tag: [tags.number, tags.bool, tags.null], color: "var(--logic)" },
      { tag: tags.propertyName, color: "var(--say)" },
      { tag: [tags.separator, tags.squareBracket, tags.brace], color: "var(--text-soft)" },
    ]),
  ),
];
