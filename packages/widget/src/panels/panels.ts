import type { ComponentType } from "preact";
import { CountryPanel } from "./country-panel.tsx";
import { DatePanel } from "./date-panel.tsx";
import type { CountryPanelProps, DatePanelProps, RatingPanelProps } from "./panel-props.ts";
import css from "./panels.css?inline";
import { RatingPanel } from "./rating-panel.tsx";

/** Controls that few conversations need: they come in a script of their own, when first asked for. */
export type Panels = {
  readonly DatePanel: ComponentType<DatePanelProps>;
  readonly CountryPanel: ComponentType<CountryPanelProps>;
  readonly RatingPanel: ComponentType<RatingPanelProps>;
};

declare global {
  var ParleyPanels: Panels | undefined;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
globalThis.ParleyPanels = { DatePanel, CountryPanel, RatingPanel };
