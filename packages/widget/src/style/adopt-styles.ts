import base from "./base.css?inline";
import composer from "./composer.css?inline";
import inputs from "./inputs.css?inline";
import log from "./log.css?inline";

/** Puts our style sheets and the operator's into a document without an inline style: a strict CSP allows it. */
export function adoptStyles(root: DocumentOrShadowRoot, operatorCss: string): void {
  const sheets = [base + log + inputs + composer, operatorCss].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}
